// Runs a device script in a thread of its own, where it may block without stopping the bench.
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { wordsOf } from '../fault.ts';
import { createChunkQueue } from './chunk-queue.ts';
import { hostTime_us } from './host-time.ts';
import type { Chunk } from './transport.ts';

/** The device's end of the link. */
export interface Peer {
  /** What the harness sends; ends when it closes. */
  readonly received: AsyncIterable<Uint8Array>;
  send: (bytes: Uint8Array) => void;
}

/** A program that answers as a device would. When it returns or throws, the link is lost. */
export type MemoryDevice = (peer: Peer) => Promise<void>;

export type ToScript =
  | { readonly kind: 'feed'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

export type FromScript =
  | { readonly kind: 'ready' }
  /** The module is no device. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | { readonly kind: 'returned' }
  | { readonly kind: 'failed'; readonly words: string };

const port = parentPort!;
const tell = (message: FromScript): void => port.postMessage(message, []);

const chunkOf = (bytes: Uint8Array): Chunk => {
  if (!ArrayBuffer.isView(bytes)) throw new TypeError('send() takes bytes, a Uint8Array');
  return { bytes: bytes.slice(), time_us: hostTime_us() };
};

const deviceAt = async (script: string): Promise<MemoryDevice | undefined> => {
  try {
    const module = (await import(pathToFileURL(script).href)) as { readonly default?: unknown };
    if (typeof module.default === 'function') return module.default as MemoryDevice;
    tell({ kind: 'refused', why: 'does not export a device' });
  } catch (error) {
    tell({ kind: 'refused', why: `cannot be loaded: ${wordsOf(error)}` });
  }
  return undefined;
};

const toDevice = createChunkQueue();
port.on('message', (message: ToScript) => {
  if (message.kind === 'end') toDevice.end();
  else toDevice.push({ bytes: message.bytes, time_us: 0 });
});
const incoming = async function* (): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of toDevice) yield bytes;
};

const run = async (): Promise<void> => {
  const device = await deviceAt((workerData as { readonly script: string }).script);
  if (!device) return;
  tell({ kind: 'ready' });
  try {
    await device({
      received: incoming(),
      send: (bytes) => tell({ kind: 'chunk', chunk: chunkOf(bytes) }),
    });
    tell({ kind: 'returned' });
  } catch (error) {
    tell({ kind: 'failed', words: wordsOf(error) });
  }
};

void run();
