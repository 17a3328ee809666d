import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { PilotError } from '../../documents/pilot-error.ts';
import { fault, wordsOf } from '../fault.ts';
import { withDeadline } from '../with-deadline.ts';
import { createChunkQueue } from './chunk-queue.ts';
import type { FromScript, ToScript } from './memory-worker.ts';
import type { Transport, TransportDefinition } from './transport.ts';

export type { MemoryDevice, Peer } from './memory-worker.ts';

/** For a script to notice that nobody listens any more, and to end what it started. */
const grace_ms = 200;
/** A loop ends at once; what waits in a call of the system, only when that returns. */
const ending_us = 2e6;
const stuck = fault('LOST', 'its script waits in a call that cannot be interrupted');

const startThread = (script: string): Worker => {
  // Sources run from TypeScript in tests; a worker does not inherit what compiles them there.
  const fromSource = import.meta.url.endsWith('.ts');
  return new Worker(new URL(`memory-worker.${fromSource ? 'ts' : 'js'}`, import.meta.url), {
    workerData: { script },
    execArgv: fromSource ? ['--import', import.meta.resolve('jiti/register')] : [],
  });
};

const invalid = (script: string, why: string): PilotError =>
  new PilotError({
    code: 'SCRIPT_INVALID',
    message: `The device script ${script} ${why}`,
    hint: 'Export by default an async function that takes the device end of the link.',
  });

/** The link to the script in this thread, once it is loaded. */
const connect = async (thread: Worker, script: string, signal: AbortSignal): Promise<Transport> => {
  const received = createChunkQueue();
  const gone = once(thread, 'exit').catch(() => {});
  const tell = (message: ToScript): void => thread.postMessage(message, []);
  const end = (reason?: unknown): void => {
    signal.removeEventListener('abort', onAbort);
    received.end(reason);
  };
  const close = async (reason?: unknown): Promise<void> => {
    end(reason);
    tell({ kind: 'end' });
    await Promise.race([gone, setTimeout(grace_ms, undefined, { ref: false })]);
    await withDeadline(thread.terminate(), ending_us, stuck);
  };
  const onAbort = (): void => void close(signal.reason).catch(() => {});
  signal.addEventListener('abort', onAbort);

  const loaded = new Promise<void>((resolve, reject) => {
    const lost = (why: string, cause?: unknown): void => {
      const reason = fault('LOST', why, cause);
      end(reason);
      reject(signal.aborted ? signal.reason : reason);
      void thread.terminate();
    };
    thread.on('message', (message: FromScript) => {
      if (message.kind === 'chunk') received.push(message.chunk);
      else if (message.kind === 'ready') resolve();
      else if (message.kind === 'refused') reject(invalid(script, message.why));
      else if (message.kind === 'failed') lost(`its script failed: ${message.words}`);
      else lost('the link was lost: its script returned');
    });
    thread.on('error', (error) => lost(`its script failed: ${wordsOf(error)}`, error));
    thread.on('exit', () => lost('its script ended its thread'));
  });
  await loaded.catch(async (error: unknown) => {
    end(error);
    await thread.terminate();
    throw error;
  });

  return {
    received,
    async send(bytes) {
      tell({ kind: 'feed', bytes });
    },
    [Symbol.asyncDispose]: async () => close(),
  };
};

/**
 * A device that is the default export of a module, in a thread of its own: whatever it does there,
 * it is ended when the link is closed. `script` is an absolute path: a relative one would start from
 * the working directory, so whoever reads the configuration resolves it first. Rejects with
 * SCRIPT_MISSING or SCRIPT_INVALID.
 */
export const memory: TransportDefinition<'memory'> = {
  origin: 'modelled',
  async open({ script }, signal) {
    signal.throwIfAborted();
    if (!existsSync(script)) {
      throw new PilotError({
        code: 'SCRIPT_MISSING',
        message: `The device script ${script} does not exist`,
        hint: 'Check "script" of the device in pilot.config.ts.',
      });
    }
    return connect(startThread(script), script, signal);
  },
};
