// Reads serial ports for a main thread that is late, so that what arrives meanwhile carries the
// time it came. One thread for all ports; it never blocks on one, and a port that fails is left to
// the main thread, which notices by itself.
import { readSync } from 'node:fs';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { hostTime_us } from './host-time.ts';
import { common, type Duty, type Relief, reliefOf } from './serial-mailbox.ts';

const interval_ms = 2;
/** A scan that finds nothing may take this part of the thread's time. */
const share = 0.1;

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
  let duties: (Relief & { readonly read: (into: Uint8Array) => number })[] = [];
  let turns = -1;
  let wait_ms = interval_ms;
  while (Atomics.load(words, common.end) === 0) {
    for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
      const { descriptor, mailbox } = got.message as Duty;
      duties.push({ ...reliefOf(mailbox), read: readable(descriptor) });
    }
    duties = duties.filter((duty) => !duty.isClosed());
    Atomics.wait(words, common.end, 0, wait_ms);
    const now = Atomics.load(words, common.turns);
    if (now !== turns) {
      // It came by since the last look, so it is not late.
      turns = now;
      wait_ms = interval_ms;
      continue;
    }
    const began = performance.now();
    let found = false;
    for (const duty of duties) found = duty.relieve(duty.read, hostTime_us) || found;
    if (found) port.postMessage(null);
    wait_ms = found ? interval_ms : Math.max(interval_ms, (performance.now() - began) / share);
  }
};

if (parentPort) run(parentPort, new Int32Array(workerData as SharedArrayBuffer));
