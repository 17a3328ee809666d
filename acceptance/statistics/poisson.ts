import { chiSquaredQuantile, regularizedGammaUpper } from './incomplete-gamma.ts';

/** P(Poisson(mean) <= k). */
export const poissonCdf = (k: number, mean: number): number =>
  k < 0 ? 0 : regularizedGammaUpper(k + 1, mean);

/**
 * Exact limits of a rate, events per unit of exposure, each one-sided at `confidence`.
 * Source: Garwood 1936.
 */
export const garwood = (
  count: number,
  exposure: number,
  confidence: number,
): { lower: number; upper: number } => ({
  lower: count === 0 ? 0 : chiSquaredQuantile(1 - confidence, 2 * count) / (2 * exposure),
  upper: chiSquaredQuantile(confidence, 2 * count + 2) / (2 * exposure),
});
