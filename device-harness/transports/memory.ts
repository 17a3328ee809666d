import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { PilotError } from '../../documents/pilot-error.ts';
import { fault, wordsOf } from '../fault.ts';
import { createChunkQueue } from './chunk-queue.ts';
import { hostTime_us } from './host-time.ts';
import type { Chunk, Transport, TransportDefinition } from './transport.ts';

/** The device's end of the link. */
export interface Peer {
  /** What the harness sends; ends when it closes. */
  readonly received: AsyncIterable<Uint8Array>;
  send: (bytes: Uint8Array) => void;
}

/** A program that answers as a device would. When it returns or throws, the link is lost. */
export type MemoryDevice = (peer: Peer) => Promise<void>;

const chunkOf = (bytes: Uint8Array): Chunk => {
  if (!ArrayBuffer.isView(bytes)) throw new TypeError('send() takes bytes, a Uint8Array');
  return { bytes: bytes.slice(), time_us: hostTime_us() };
};

/** Starts a device that is a function in this process. */
export const startDevice = async (
  device: MemoryDevice,
  signal: AbortSignal,
): Promise<Transport> => {
  signal.throwIfAborted();
  const toDevice = createChunkQueue();
  const fromDevice = createChunkQueue();
  const close = (reason?: unknown): void => {
    signal.removeEventListener('abort', onAbort);
    toDevice.end();
    fromDevice.end(reason);
  };
  const onAbort = (): void => close(signal.reason);
  signal.addEventListener('abort', onAbort);

  const incoming = async function* (): AsyncGenerator<Uint8Array> {
    for await (const { bytes } of toDevice) yield bytes;
  };
  const run = async (): Promise<void> =>
    device({ received: incoming(), send: (bytes) => fromDevice.push(chunkOf(bytes)) });
  void run().then(
    () => close(),
    (error: unknown) => close(fault('LOST', `its script failed: ${wordsOf(error)}`, error)),
  );

  return {
    received: fromDevice,
    async send(bytes) {
      toDevice.push(chunkOf(bytes));
    },
    async [Symbol.asyncDispose]() {
      close();
    },
  };
};

const deviceAt = async (script: string): Promise<MemoryDevice> => {
  if (!existsSync(script)) {
    throw new PilotError({
      code: 'SCRIPT_MISSING',
      message: `The device script ${script} does not exist`,
      hint: 'Check "script" of the device in pilot.config.ts.',
    });
  }
  const invalid = (why: string, cause?: unknown): PilotError =>
    new PilotError({
      code: 'SCRIPT_INVALID',
      message: `The device script ${script} ${why}`,
      hint: 'Export by default an async function that takes the device end of the link.',
      cause,
    });
  const module = (await import(pathToFileURL(script).href).catch((error: unknown) => {
    throw invalid(`cannot be loaded: ${wordsOf(error)}`, error);
  })) as { readonly default?: unknown };
  if (typeof module.default !== 'function') throw invalid('does not export a device');
  return module.default as MemoryDevice;
};

/**
 * A device that is the default export of a module. `script` is an absolute path: a relative one
 * would start from the working directory, so whoever reads the configuration resolves it first.
 * Rejects with SCRIPT_MISSING or SCRIPT_INVALID.
 */
export const memory: TransportDefinition<'memory'> = {
  origin: 'modelled',
  async open({ script }, signal) {
    signal.throwIfAborted();
    return startDevice(await deviceAt(script), signal);
  },
};
