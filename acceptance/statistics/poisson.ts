import {
  chiSquaredQuantile,
  regularizedGammaLower,
  regularizedGammaUpper,
} from './incomplete-gamma.ts';

/** P(Poisson(mean) <= k); k may be fractional (an effective count). */
export const poissonCdf = (k: number, mean: number): number => {
  if (k < 0) return 0;
  return mean === Infinity ? 0 : regularizedGammaUpper(k + 1, mean);
};

/** P(Poisson(mean) >= k); k may be fractional. */
export const poissonUpperTail = (k: number, mean: number): number => {
  if (k <= 0) return 1;
  return mean === Infinity ? 1 : regularizedGammaLower(k, mean);
};

/**
 * Exact limits of a rate, events per unit of exposure, each one-sided at `confidence`. The count
 * may be fractional. Source: Garwood 1936.
 */
export const garwood = (
  count: number,
  exposure: number,
  confidence: number,
): { lower: number; upper: number } => ({
  lower: count === 0 ? 0 : chiSquaredQuantile(1 - confidence, 2 * count) / (2 * exposure),
  upper: chiSquaredQuantile(confidence, 2 * count + 2) / (2 * exposure),
});
