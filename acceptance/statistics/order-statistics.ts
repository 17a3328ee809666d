import { binomialCdf } from './binomial.ts';

/** 1-based ranks; null where the sample is too small to bound the quantile on that side. */
export interface RankLimits {
  lowerRank: number | null;
  upperRank: number | null;
}

/** Smallest k in [0, n] for which a rising condition holds, or null. */
const smallest = (n: number, holds: (k: number) => boolean): number | null => {
  let low = 0;
  let high = n + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low > n ? null : low;
};

/**
 * Ranks of the order statistics that bound the p-quantile of n independent values, each side
 * one-sided at `confidence`; free of any distribution, conservative with ties.
 * Source: Wilks 1941; David & Nagaraja 2003, section 7.1.
 */
export const quantileRanks = (n: number, p: number, confidence: number): RankLimits => {
  const upper = smallest(n, (rank) => rank > 0 && binomialCdf(rank - 1, n, p) >= confidence);
  const above = smallest(n, (rank) => rank > 0 && binomialCdf(rank - 1, n, p) > 1 - confidence);
  const lower = above === null ? n : above - 1;
  return { lowerRank: lower >= 1 ? lower : null, upperRank: upper };
};

/** Probability that the interval between two ranks covers the p-quantile; a missing side is open. */
export const rankCoverage = (ranks: RankLimits, n: number, p: number): number =>
  (ranks.upperRank === null ? 1 : binomialCdf(ranks.upperRank - 1, n, p)) -
  (ranks.lowerRank === null ? 0 : binomialCdf(ranks.lowerRank - 1, n, p));

/**
 * Fewest independent events of which `allowed` may exceed the limit while the claim "at least a
 * share p stays within it" is still proven at `confidence`.
 */
export const minimumEvents = (p: number, allowed: number, confidence: number): number => {
  // The lower limit of Clopper and Pearson reaches p exactly where this tail is small enough.
  const proven = (n: number): boolean => binomialCdf(allowed, n, 1 - p) <= 1 - confidence;
  if (!(p < 1)) return Infinity;
  let high = Math.ceil((allowed + 1) / (1 - p));
  while (!proven(high)) high *= 2;
  let low = allowed;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (proven(middle)) high = middle;
    else low = middle;
  }
  return high;
};
