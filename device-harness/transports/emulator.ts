import { Worker } from 'node:worker_threads';
import { PilotError } from '../../documents/pilot-error.ts';
import type { BoardOptions } from '../emulators/rp2040/board.ts';
import type { FromWorker, ToWorker } from '../emulators/rp2040/worker.ts';
import { fault } from '../fault.ts';
import { createChunkQueue } from './chunk-queue.ts';
import type { FirmwareImage, Meter, Transport, TransportDefinition } from './transport.ts';
import { createWatchdog } from './watchdog.ts';

export const startWorker = (options: BoardOptions): Worker => {
  // Sources run from TypeScript in tests; a worker does not inherit what compiles them there.
  const fromSource = import.meta.url.endsWith('.ts');
  return new Worker(
    new URL(`../emulators/rp2040/worker.${fromSource ? 'ts' : 'js'}`, import.meta.url),
    {
      workerData: options,
      execArgv: fromSource ? ['--import', import.meta.resolve('jiti/register')] : [],
    },
  );
};

/**
 * Resolves when the worker has powered its device. A worker that lets nothing be heard for
 * `silence_ms` of host time, not even that it is still computing, is ended: LOST.
 */
export const connect = async (
  worker: Worker,
  signal: AbortSignal,
  silence_ms: number = 30_000,
): Promise<Transport> => {
  const received = createChunkQueue();
  let meter: Meter = { active_s: 0, idle_s: 0, sleep_s: 0, marked_s: 0 };
  const close = async (reason?: unknown): Promise<void> => {
    signal.removeEventListener('abort', onAbort);
    watchdog.stop();
    received.end(reason);
    await worker.terminate();
  };
  const onAbort = (): void => void close(signal.reason).catch(() => {});
  signal.addEventListener('abort', onAbort);
  const silent = fault('LOST', `the emulator stopped answering for ${silence_ms / 1000} s`);
  const watchdog = createWatchdog(silence_ms, () => void close(silent));
  const tell = (message: ToWorker): void => worker.postMessage(message, []);

  await new Promise<void>((resolve, reject) => {
    const lost = (cause?: unknown): void => {
      const reason = fault('LOST', 'the emulator stopped', cause);
      received.end(reason);
      reject(signal.aborted ? signal.reason : reason);
    };
    worker.on('message', (message: FromWorker) => {
      watchdog.heard();
      if (message.kind === 'ready') resolve();
      else if (message.kind === 'refused') reject(new PilotError(message));
      else if (message.kind === 'locked-up') {
        received.end(fault('LOST', `the emulated core locked up: ${message.reason}`));
      } else if (message.kind === 'chunk') {
        meter = message.chunk.meter ?? meter;
        received.push(message.chunk);
      }
    });
    worker.on('error', lost);
    worker.on('exit', () => lost());
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });

  return {
    received,
    async send(bytes) {
      tell({ kind: 'feed', bytes });
    },
    wait: (duration_us) => tell({ kind: 'wait', duration_us }),
    power: () => meter,
    [Symbol.asyncDispose]: async () => close(),
  };
};

const needed = (image: FirmwareImage | undefined): FirmwareImage => {
  if (image) return image;
  throw new PilotError({
    code: 'IMAGE_MISSING',
    message: 'An emulated device has no firmware to run',
    hint: 'Name a build under "builds: candidate:" in the suite.',
  });
};

/**
 * An emulated RP2040 in a worker thread of its own. Its time is virtual: it passes only while
 * the harness waits for the device, so a slow host changes nothing.
 */
export const emulator: TransportDefinition<'emulator'> = {
  origin: 'emulated',
  async open(_, signal, image) {
    signal.throwIfAborted();
    return connect(startWorker(needed(image)), signal);
  },
};
