// Reads serial ports for a main thread that is late, so that what arrives meanwhile carries the
// time it came, and beside one that is busy with what flows in faster than it can be worked off.
// One thread for all ports; it never blocks on one, and a port that fails is left to the main
// thread, which notices by itself.
import { readSync } from 'node:fs';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { hostTime_us } from './host-time.ts';
import { common, type Duty, type Relief, reliefOf } from './serial-mailbox.ts';

const interval_ms = 2;
/** A scan that finds nothing may take this part of the thread's time. */
const share = 0.1;
/** How soon a port that gave something is read again, and after how many vain looks no more. */
const flowing_ms = 0.1;
const vainLooks = 20;

type Watched = Relief & { readonly read: (into: Uint8Array) => number };

const readable =
  (descriptor: number) =>
  (into: Uint8Array): number => {
    try {
      return readSync(descriptor, into, 0, into.length, null);
    } catch {
      return 0;
    }
  };

const run = (port: NonNullable<typeof parentPort>, words: Int32Array): void => {
  // Most reads find nothing, which the system reports as an error whose stack nobody looks at.
  Error.stackTraceLimit = 0;
  let duties: Watched[] = [];

  /** Reads every port once. True where anything was found. */
  const scan = (): boolean => {
    const found = duties.map((duty) => duty.relieve(duty.read, hostTime_us));
    if (found.includes('first')) port.postMessage(null, []);
    return found.some((each) => each !== 'none');
  };

  let [turns, rings, vain, wait_ms] = [-1, 0, vainLooks, interval_ms];
  while (Atomics.load(words, common.end) === 0) {
    for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
      const { descriptor, mailbox } = got.message as Duty;
      duties.push({ ...reliefOf(mailbox), read: readable(descriptor) });
    }
    duties = duties.filter((duty) => !duty.isClosed());
    Atomics.wait(words, common.bell, rings, wait_ms);
    const [lastTurns, lastRings] = [turns, rings];
    turns = Atomics.load(words, common.turns);
    rings = Atomics.load(words, common.bell);
    if (rings !== lastRings) vain = 0;
    if (vain === vainLooks && turns !== lastTurns) {
      // It came by since the last look, so it is not late.
      wait_ms = interval_ms;
      continue;
    }
    const began = performance.now();
    if (scan()) vain = 0;
    else if (vain < vainLooks) vain += 1;
    Atomics.store(words, common.flowing, vain < vainLooks ? 1 : 0);
    wait_ms =
      vain < vainLooks ? flowing_ms : Math.max(interval_ms, (performance.now() - began) / share);
  }
};

if (parentPort) run(parentPort, new Int32Array(workerData as SharedArrayBuffer));
