import { setMaxListeners } from 'node:events';
import { withDeadline } from '../with-deadline.ts';
import type { About, Claim, Lock } from './lock.ts';
import { waitForLock } from './wait-for-lock.ts';

export interface HoldOptions {
  /** Where the locks lie; asked only when one is needed. */
  readonly folder: () => string;
  readonly about: About;
  /** How long to wait in all for what other processes hold. */
  readonly within_ms: number;
  readonly signal: AbortSignal;
}

/** Takes locks together, and gives them back together. */
export interface Holds {
  /**
   * Resolves when everything is ours. What another device of this run holds is waited for however
   * long that device is driven; what another process holds, until the deadline: DEVICE_BUSY.
   */
  take: (keys: readonly string[], onWaiting?: (holder: Claim) => void) => Promise<Disposable>;
}

/** Longer than any run; whoever holds it is driven under deadlines of its own. */
const untilItIsDone_us = Number.MAX_SAFE_INTEGER;

const inTurn = (): ((key: string, signal: AbortSignal) => Promise<() => void>) => {
  const lasts = new Map<string, Promise<void>>();
  return async (key, signal) => {
    const before = lasts.get(key) ?? Promise.resolve();
    let leave = (): void => {};
    const mine = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const last = before.then(async () => mine);
    lasts.set(key, last);
    try {
      await withDeadline(before, untilItIsDone_us, new Error('never'), signal);
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  };
};

/** The locks of one run. `keys` are taken in the order they come in, which is everybody's. */
export const createHolds = ({ folder, about, within_ms, signal }: HoldOptions): Holds => {
  const enter = inTurn();
  // Every device of a bench listens to it while it waits.
  setMaxListeners(0, signal);
  return {
    async take(keys, onWaiting) {
      signal.throwIfAborted();
      const held: (() => void)[] = [];
      const release = (): void => {
        for (const giveBack of held.splice(0).toReversed()) giveBack();
      };
      let left_ms = within_ms;
      try {
        for (const key of keys) {
          held.push(await enter(key, signal));
          const began_ms = performance.now();
          const options = { folder: folder(), key, about, signal, onWaiting };
          const lock: Lock = await waitForLock({ ...options, within_ms: Math.max(0, left_ms) });
          left_ms -= performance.now() - began_ms;
          held.push(() => lock[Symbol.dispose]());
        }
      } catch (error) {
        release();
        throw error;
      }
      return { [Symbol.dispose]: release };
    },
  };
};
