import { quantileOfSorted } from './descriptive.ts';
import type { Limits } from './clopper-pearson.ts';

/**
 * One-sided percentile limits of bootstrap replicates, each at `confidence`: type-7 quantiles at
 * 1 - confidence and at confidence (Efron & Tibshirani 1993, chapter 13). Sorts the replicates in
 * place; at least one.
 */
export const percentileLimits = (replicates: Float64Array, confidence: number): Limits => {
  replicates.sort();
  return {
    lower: quantileOfSorted(replicates, 1 - confidence)!,
    upper: quantileOfSorted(replicates, confidence)!,
  };
};
