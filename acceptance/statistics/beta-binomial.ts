/** How counts of bad events in one cluster are distributed. */
export interface BetaBinomial {
  readonly trials: number;
  /** Mean share. */
  readonly share: number;
  /** Correlation of two events of one cluster; 0 leaves the binomial distribution. */
  readonly icc: number;
}

/** Weights below this share of the largest are left out. */
const NEGLIGIBLE = 1e-12;

/** P(k + 1) / P(k). */
const ratio = ({ trials, share, icc }: BetaBinomial, k: number): number => {
  const chances = (trials - k) / (k + 1);
  if (icc === 0) return (chances * share) / (1 - share);
  const scale = (1 - icc) / icc;
  return (chances * (share * scale + k)) / ((1 - share) * scale + trials - k - 1);
};

/**
 * P(count <= k) for k = 0, 1, ... up to where it is 1. Source: Skellam 1948, by the recurrence of
 * its terms, added up where the mean share is at most a half.
 */
export const betaBinomialCdf = (distribution: BetaBinomial): Float64Array => {
  const { trials } = distribution;
  const weights = new Float64Array(trials + 1);
  // Outward from about the mean, where the terms are not too small to be told.
  const middle = Math.min(trials, Math.floor(trials * distribution.share));
  weights[middle] = 1;
  for (let k = middle; k < trials; k += 1) {
    weights[k + 1] = weights[k]! * ratio(distribution, k);
    if (weights[k + 1]! < NEGLIGIBLE) break;
  }
  for (let k = middle; k > 0; k -= 1) {
    weights[k - 1] = weights[k]! / ratio(distribution, k - 1);
    if (weights[k - 1]! < NEGLIGIBLE) break;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => (sum += weight) / total);
};
