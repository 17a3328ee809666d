import { fault } from '../fault.ts';
import { resolvePort } from '../usb-port.ts';
import { withDeadline } from '../with-deadline.ts';
import { createChunkQueue } from './chunk-queue.ts';
import { polledPort } from './serial-polled.ts';
import {
  closedWithin,
  type OpenPort,
  type PortEvents,
  type PortSettings,
  refusal,
} from './serial-port.ts';
import { streamedPort } from './serial-streamed.ts';
import type { ControlLines, Transport, TransportDefinition } from './transport.ts';

type Start = (settings: PortSettings, events: PortEvents) => Promise<OpenPort>;

/** Opens a port whose bytes this process reads and writes itself. */
export const startPolled: Start = async (settings, events) => {
  const { SerialPort } = await import('serialport');
  const binding = await SerialPort.binding.open({ path: settings.path, baudRate: settings.baud });
  if ('poller' in binding) return polledPort(binding, settings, events);
  throw new Error('this serial library cannot say when a port can be read');
};

/** Opens a port that the serial library reads and writes. */
export const startStreamed: Start = async ({ path, baud }, events) => {
  const { SerialPort } = await import('serialport');
  return streamedPort(new SerialPort({ path, baudRate: baud, autoOpen: false }), events);
};

const start = process.platform === 'win32' ? startStreamed : startPolled;

/** What the system does with the control lines of a port it opens. */
const raised: Required<ControlLines> = { dtr: true, rts: true };

/** The transport over a port that `start` opens. Rejects as `refusal` says, or as the signal does. */
export const openSerial = async (
  start: Start,
  settings: PortSettings,
  asked: ControlLines,
  signal: AbortSignal,
): Promise<Transport> => {
  signal.throwIfAborted();
  const { path } = settings;
  const received = createChunkQueue();
  const ended = new AbortController();
  const end = (reason?: unknown): void => {
    signal.removeEventListener('abort', onAbort);
    received.end(reason);
    ended.abort(reason ?? fault('LOST', 'the link was lost'));
  };
  const onAbort = (): void => {
    close(signal.reason).catch(() => {});
  };
  const port = await start(settings, { onChunk: received.push, onLost: end }).catch(
    async (cause: Error) => Promise.reject(await refusal(path, cause)),
  );
  let closing: Promise<void> | undefined;
  const close = async (reason?: unknown): Promise<void> => {
    end(reason);
    // Whoever closes it again waits for the same end.
    closing ??= closedWithin(path, port.close());
    await closing;
  };
  signal.addEventListener('abort', onAbort);

  const notes: string[] = [];
  let lines = raised;
  const setLines = async (change: ControlLines): Promise<void> => {
    const next = { ...lines, ...change };
    await port.setLines(next);
    lines = next;
  };
  if (asked.dtr !== undefined || asked.rts !== undefined) {
    // A pseudo terminal has none, and a device behind one does not miss them.
    await setLines(asked).catch(({ message }: Error) =>
      notes.push(`DTR and RTS of ${path} could not be set: ${message}`),
    );
  }
  if (signal.aborted) {
    await close(signal.reason);
    signal.throwIfAborted();
  }
  return {
    received,
    notes,
    setLines: async (change) =>
      setLines(change).catch((cause: Error) => {
        throw fault('UNSUPPORTED', `DTR and RTS of ${path} cannot be set: ${cause.message}`, cause);
      }),
    async send(bytes, within_us) {
      ended.signal.throwIfAborted();
      const lost = (cause: unknown): never => {
        ended.signal.throwIfAborted();
        throw fault('LOST', 'the link was lost while sending', cause);
      };
      let rest = bytes;
      try {
        rest = port.offer(bytes);
      } catch (cause) {
        lost(cause);
      }
      if (rest.length === 0) return;
      const giveUp = new AbortController();
      const late = fault('DEADLINE', `it took no bytes for ${within_us / 1e6} s`);
      const writing = port.write(rest, giveUp.signal).catch(lost);
      await withDeadline(writing, within_us, late, ended.signal).catch((error: unknown) => {
        giveUp.abort(error);
        throw error;
      });
    },
    [Symbol.asyncDispose]: async () => close(),
  };
};

/**
 * A real serial port, exclusively locked while it is open. What is sent counts as sent when the
 * system has it: waiting until it is on the wire would block a thread on a board that takes nothing.
 */
export const serial: TransportDefinition<'serial'> = {
  origin: 'hardware',
  async open({ baud = 115_200, dtr, rts, ...named }, signal) {
    signal.throwIfAborted();
    const path = await resolvePort(named);
    const lines = { ...(dtr !== undefined && { dtr }), ...(rts !== undefined && { rts }) };
    return openSerial(start, { path, baud }, lines, signal);
  },
};
