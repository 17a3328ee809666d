import type { Limits } from './clopper-pearson.ts';
import { normalQuantile } from './normal.ts';

/** Outcomes of two methods on the same samples. */
export interface PairedCounts {
  /** First right, second wrong. */
  onlyFirst: number;
  /** First wrong, second right. */
  onlySecond: number;
  pairs: number;
}

/** Score of the hypothesis "share(first) - share(second) = difference", standard normal under it. */
export const tangoScore = (
  { onlyFirst, onlySecond, pairs }: PairedCounts,
  difference: number,
): number => {
  const a = 2 * pairs;
  const b = -onlyFirst - onlySecond + (2 * pairs - onlyFirst + onlySecond) * difference;
  const c = -onlySecond * difference * (1 - difference);
  // Share "only second right" under the hypothesis, by constrained maximum likelihood.
  const restricted = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
  const variance = pairs * (2 * restricted + difference * (1 - difference));
  const distance = onlyFirst - onlySecond - pairs * difference;
  if (distance === 0) return 0;
  return variance > 0 ? distance / Math.sqrt(variance) : Math.sign(distance) * Infinity;
};

/** The difference in [-1, 1] at which the falling score equals z. */
const solve = (counts: PairedCounts, z: number): number => {
  let low = -1;
  let high = 1;
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (tangoScore(counts, middle) > z) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/**
 * One-sided score limits of share(first) - share(second), each at `confidence`; right also when
 * no pair differs. Source: Tango 1998.
 */
export const tango = (counts: PairedCounts, confidence: number): Limits => {
  const z = normalQuantile(confidence);
  return { lower: solve(counts, z), upper: solve(counts, -z) };
};
