import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { PilotError } from '../../documents/pilot-error.ts';
import { inspectElf } from '../../evidence/inspect/elf.ts';
import { commandOf, noteOf } from '../emulators/qemu/command.ts';
import { type QemuProcess, startQemu } from '../emulators/qemu/process.ts';
import { openWorkplace } from '../emulators/qemu/workplace.ts';
import { connectSocket, linkOver } from './socket-link.ts';
import type { Chunk, FirmwareImage, Transport, TransportDefinition } from './transport.ts';

const elfOf = (image: FirmwareImage | undefined): Uint8Array => {
  if (image) {
    // What is no ELF file the emulator would take for instructions.
    inspectElf(image.elf);
    return image.elf;
  }
  throw new PilotError({
    code: 'IMAGE_MISSING',
    message: 'An emulated device has no firmware to run',
    hint: 'Name a build under "builds: candidate:" in the suite.',
  });
};

const between_ms = 2;

/** Connects as soon as the emulator listens. Rejects with why it ended, if it does before. */
const connectTo = async (
  uart: string,
  ended: AbortSignal,
  signal: AbortSignal,
): Promise<Socket> => {
  for (;;) {
    ended.throwIfAborted();
    try {
      return await connectSocket({ path: uart }, uart, signal);
    } catch (error) {
      if (!(error instanceof PilotError && error.code === 'PORT_MISSING')) throw error;
      await setTimeout(between_ms);
    }
  }
};

const explanation_ms = 1000;

/** Why the line closed, which it does a moment before the emulator has said why. */
const explained = async (closed: unknown, ended: AbortSignal): Promise<unknown> => {
  const before_ms = Date.now();
  while (!ended.aborted && Date.now() - before_ms < explanation_ms) await setTimeout(5);
  return ended.aborted ? ended.reason : closed;
};

/** The link of a connected emulator. `close` ends it and removes what it worked with. */
const linkTo = (
  socket: Socket,
  { ended }: QemuProcess,
  close: () => Promise<void>,
  signal: AbortSignal,
): Pick<Transport, 'received' | 'send' | typeof Symbol.asyncDispose> & {
  readonly spoke: () => boolean;
} => {
  const link = linkOver(socket, signal);
  let spoke = false;
  const dispose = async (): Promise<void> => {
    signal.removeEventListener('abort', onAbort);
    link.end();
    await close();
  };
  const onAbort = (): void => void dispose().catch(() => {});
  signal.addEventListener('abort', onAbort);
  const received = async function* (): AsyncGenerator<Chunk> {
    try {
      for await (const chunk of link.received) {
        spoke = true;
        yield chunk;
      }
    } catch (error) {
      throw signal.aborted ? error : await explained(error, ended);
    }
  };
  return {
    received: { [Symbol.asyncIterator]: received },
    send: link.transport.send,
    spoke: () => spoke,
    [Symbol.asyncDispose]: dispose,
  };
};

/**
 * A machine in QEMU, in a process that dies with us. For the firmware time is virtual: each
 * instruction takes 2^shift ns, so what it measures is a count of instructions and not of clock
 * cycles, and repeats exactly unless bytes come to it meanwhile. The host waits in its own time:
 * chunks carry the host's clock and deadlines are the host's, so on a busy host a step can run out
 * of time although the machine's own clock has hardly moved. Rejects with QEMU_MISSING,
 * IMAGE_MISSING, ELF_INVALID, or LOST with the last words of an emulator that gave up.
 */
export const qemu: TransportDefinition<'qemu'> = {
  origin: 'emulated',
  async open(options, signal, image) {
    signal.throwIfAborted();
    const workplace = await openWorkplace(elfOf(image));
    let running: QemuProcess | undefined;
    const close = async (): Promise<void> => {
      await running?.end();
      await workplace[Symbol.asyncDispose]();
    };
    try {
      signal.throwIfAborted();
      running = startQemu(commandOf(options), workplace.folder);
      const socket = await connectTo(workplace.uart, running.ended, signal);
      const { spoke, ...transport } = linkTo(socket, running, close, signal);
      const mute = `nothing came from ${options.machine} since power-up: the image may be for another machine`;
      return {
        ...transport,
        notes: [noteOf(options)],
        silence: () => (spoke() ? undefined : mute),
      };
    } catch (error) {
      await close();
      throw error;
    }
  },
};
