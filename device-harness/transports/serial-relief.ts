import { Worker } from 'node:worker_threads';
import {
  common,
  common_B,
  createMailbox,
  type Duty,
  type Owner,
  ownerOf,
} from './serial-mailbox.ts';

/** One thread that reads all open ports while the main thread is late, or many lines flow in. */
interface Crew {
  readonly worker: Worker;
  readonly words: Int32Array;
  readonly wakers: Set<() => void>;
}

let crew: Crew | undefined;

const hire = (): Crew => {
  const memory = new SharedArrayBuffer(common_B);
  // Sources run from TypeScript in tests; a worker does not inherit what compiles them there.
  const fromSource = import.meta.url.endsWith('.ts');
  const worker = new Worker(
    new URL(`serial-relief-worker.${fromSource ? 'ts' : 'js'}`, import.meta.url),
    {
      workerData: memory,
      execArgv: fromSource ? ['--import', import.meta.resolve('jiti/register')] : [],
    },
  );
  const wakers = new Set<() => void>();
  worker.on('message', () => {
    for (const wake of wakers) wake();
  });
  // Without it every port is still read, only later while this thread is busy.
  worker.on('error', () => {});
  worker.unref();
  return { worker, words: new Int32Array(memory), wakers };
};

/** The relief reader's help with one port. */
export interface Watch extends Owner {
  /** Says that the main thread is not late: it just came by. */
  present: () => void;
  /** Says that more comes in than one look takes: reading may go on while the main thread works. */
  flows: () => void;
}

/** Has a port read while the main thread is late or busy; `wake` is called as soon as it is back. */
export const watch = (descriptor: number, wake: () => void): Watch => {
  crew ??= hire();
  const { worker, words, wakers } = crew;
  const mailbox = createMailbox();
  const owner = ownerOf(mailbox);
  const ring = (): void => {
    Atomics.add(words, common.bell, 1);
    Atomics.notify(words, common.bell);
  };
  wakers.add(wake);
  worker.postMessage({ descriptor, mailbox } satisfies Duty, []);
  return {
    ...owner,
    flows() {
      if (Atomics.load(words, common.flowing) === 0) ring();
    },
    present() {
      words[common.turns]! += 1;
    },
    close() {
      if (!wakers.delete(wake)) return;
      owner.close();
      if (wakers.size > 0) return;
      Atomics.store(words, common.end, 1);
      ring();
      if (crew?.worker === worker) crew = undefined;
    },
  };
};
