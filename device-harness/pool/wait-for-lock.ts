import { setTimeout as sleep } from 'node:timers/promises';
import { fault } from '../fault.ts';
import { type About, type Claim, type Lock, tryLock } from './lock.ts';

export interface WaitForLock {
  readonly folder: string;
  readonly key: string;
  readonly about: About;
  /** Milliseconds it is worth waiting for. */
  readonly within_ms: number;
  readonly signal?: AbortSignal | undefined;
  /** Told once for each holder that is waited for. */
  readonly onWaiting?: ((holder: Claim) => void) | undefined;
}

/** Who holds it, as a person reads it: `process 4711 (run 20261122-181711-pump, since ...)`. */
export const holderOf = ({ pid, host, run, suite, since }: Claim): string =>
  `process ${pid} on ${host} (run ${run}${suite === undefined ? '' : ` of ${suite}`}, since ${since})`;

const shortest_ms = 5;
const longest_ms = 100;

/**
 * The lock, as soon as its holder has given it back or died. Rejects with DEVICE_BUSY at the
 * deadline, saying who holds it; with the signal's reason on abort.
 */
export const waitForLock = async (options: WaitForLock): Promise<Lock> => {
  const { folder, key, about, within_ms, signal } = options;
  const deadline_ms = performance.now() + within_ms;
  let waitedFor: string | undefined;
  for (let pause_ms = shortest_ms; ; pause_ms = Math.min(longest_ms, pause_ms * 2)) {
    signal?.throwIfAborted();
    const found = tryLock(folder, key, about);
    if (!('pid' in found)) return found;
    const left_ms = deadline_ms - performance.now();
    if (left_ms <= 0) {
      throw fault(
        'DEVICE_BUSY',
        `${key} is held by ${holderOf(found)} and was not free within ${Number((within_ms / 1000).toPrecision(3))} s`,
      );
    }
    const holder = `${found.pid} ${found.since}`;
    if (holder !== waitedFor) options.onWaiting?.(found);
    waitedFor = holder;
    // Spread, so that those who wait do not all look at the same moments.
    const spread_ms = pause_ms * (0.5 + Math.random());
    await sleep(Math.min(left_ms, spread_ms), undefined, { signal }).catch(() => {
      signal?.throwIfAborted();
    });
  }
};
