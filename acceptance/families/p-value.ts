import type { Bounds, Claim } from './family.ts';
import { limitsFromAbove, meets } from './comparison.ts';

const STEPS = 24;

/**
 * p-value of "the limit is met", by inversion: one minus the greatest confidence at which even the
 * optimistic bound misses the limit. `boundsAt` gives the bounds at a confidence; they widen with
 * it.
 */
export const pByInversion = (
  boundsAt: (confidence: number) => Bounds,
  claim: Pick<Claim, 'op' | 'limit'>,
): number => {
  const misses = (confidence: number): boolean => {
    const bounds = boundsAt(confidence);
    const optimistic = limitsFromAbove(claim) ? bounds.lower : bounds.upper;
    return optimistic !== null && Number.isFinite(optimistic) && !meets(optimistic, claim);
  };
  let [low, high] = [0, 1];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (misses(middle)) low = middle;
    else high = middle;
  }
  return 1 - low;
};
