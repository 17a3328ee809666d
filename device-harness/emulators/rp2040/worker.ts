import { parentPort, workerData } from 'node:worker_threads';
import type { Chunk } from '../../transports/transport.ts';
import { runBoard, type BoardRunner } from './run-board.ts';
import type { BoardOptions } from './board.ts';

/** To the worker: bytes for the device, or time it may run. */
export type ToWorker =
  | { readonly kind: 'feed'; readonly bytes: Uint8Array }
  | { readonly kind: 'wait'; readonly duration_us: number };

/**
 * From the worker: the device is powered, it said something or nothing, or it will never again; or
 * only that the worker is still at it.
 */
export type FromWorker =
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | { readonly kind: 'locked-up'; readonly reason: string }
  | { readonly kind: 'ready' }
  | { readonly kind: 'alive' }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly hint: string;
    };

const tell = (message: FromWorker): void => parentPort?.postMessage(message, []);

const alive_ms = 250;

const start = (): BoardRunner | undefined => {
  try {
    const runner = runBoard(workerData as BoardOptions, (chunk) => tell({ kind: 'chunk', chunk }));
    tell({ kind: 'ready' });
    return runner;
  } catch (error) {
    // Classes do not survive the way between threads; their fields do.
    const { code = 'EMULATOR', message, hint = '' } = error as Error & Record<string, string>;
    tell({ kind: 'refused', code, message, hint });
    return undefined;
  }
};

const runner = start();
const wait = async (duration_us: number): Promise<void> => {
  const reason = await runner?.wait(duration_us);
  if (reason !== undefined) tell({ kind: 'locked-up', reason });
};
parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'feed') runner?.feed(message.bytes);
  else void wait(message.duration_us);
});
// Fires between the slices of a long wait too, so that silence means a thread that hangs.
setInterval(() => tell({ kind: 'alive' }), alive_ms).unref();
