import { Worker } from 'node:worker_threads';
import { PilotError } from '../../documents/pilot-error.ts';
import type { BoardOptions } from '../emulators/rp2040/board.ts';
import type { FromWorker, ToWorker } from '../emulators/rp2040/worker.ts';
import { fault } from '../fault.ts';
import { createChunkQueue } from './chunk-queue.ts';
import type { Meter, Transport, TransportDefinition } from './transport.ts';

const startWorker = (options: BoardOptions): Worker => {
  // Sources run from TypeScript in tests; a worker does not inherit what compiles them there.
  const fromSource = import.meta.url.endsWith('.ts');
  return new Worker(
    new URL(`../emulators/rp2040/worker.${fromSource ? 'ts' : 'js'}`, import.meta.url),
    { workerData: options, execArgv: fromSource ? ['--import', 'jiti/register'] : [] },
  );
};

/**
 * An emulated RP2040 in a worker thread of its own. Its time is virtual: it passes only while
 * the harness waits for the device, so a slow host changes nothing.
 */
export const emulator: TransportDefinition<BoardOptions> = {
  origin: 'emulated',
  async open(options, signal) {
    signal.throwIfAborted();
    const worker = startWorker(options);
    const received = createChunkQueue();
    let meter: Meter = { active_s: 0, idle_s: 0, sleep_s: 0, marked_s: 0 };
    const close = async (): Promise<void> => {
      signal.removeEventListener('abort', onAbort);
      received.end();
      await worker.terminate();
    };
    const onAbort = (): void => {
      received.end(signal.reason);
      void close();
    };
    signal.addEventListener('abort', onAbort);
    const tell = (message: ToWorker): void => worker.postMessage(message, []);

    await new Promise<void>((resolve, reject) => {
      const lost = (cause?: unknown): void => {
        const reason = fault('LOST', 'the emulator stopped', cause);
        received.end(reason);
        reject(signal.aborted ? signal.reason : reason);
      };
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'ready') resolve();
        else if (message.kind === 'refused') reject(new PilotError(message));
        else if (message.kind === 'chunk') {
          meter = message.chunk.meter ?? meter;
          received.push(message.chunk);
        } else received.end(fault('LOST', `the emulated core locked up: ${message.reason}`));
      });
      worker.on('error', lost);
      worker.on('exit', () => lost());
    }).catch(async (error: unknown) => {
      await close();
      throw error;
    });

    const transport: Transport = {
      received,
      async send(bytes) {
        tell({ kind: 'feed', bytes });
      },
      wait: (duration_us) => tell({ kind: 'wait', duration_us }),
      power: () => meter,
      [Symbol.asyncDispose]: close,
    };
    return transport;
  },
};
