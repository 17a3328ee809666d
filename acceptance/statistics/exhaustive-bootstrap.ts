import type { Limits } from './clopper-pearson.ts';

/** Values that a statistic takes over all resamples, ascending, each with how many give it. */
export interface Enumerated {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  /** Resamples among all n^n that give a value. */
  readonly used: number;
}

/** Resamples of n items that differ in how often each was drawn: C(2n - 1, n). */
export const distinctResamples = (n: number): number => {
  let count = 1;
  for (let i = 1; i <= n; i += 1) count = (count * (n - 1 + i)) / i;
  return Math.round(count);
};

/**
 * A statistic over all n^n resamples of n items. Resamples that draw each item equally often are
 * one: the statistic gets how often each was drawn, and its value counts as often as there are
 * orders. A value that is not a number is dropped. For small n; 10 items have 92,378 of them.
 */
export const enumerateResamples = (
  n: number,
  statistic: (drawn: readonly number[]) => number,
): Enumerated => {
  const drawn = Array.from({ length: n }, () => 0);
  const found: [number, number][] = [];
  // Orders of a resample: n! over the product of the factorials of the counts.
  const visit = (item: number, left: number, orders: number): void => {
    if (item === n - 1) {
      drawn[item] = left;
      const value = statistic(drawn);
      if (!Number.isNaN(value)) found.push([value, Math.round(orders)]);
      return;
    }
    let ways = orders;
    for (let count = 0; count <= left; count += 1) {
      drawn[item] = count;
      visit(item + 1, left - count, ways);
      ways = (ways * (left - count)) / (count + 1);
    }
  };
  visit(0, n, 1);
  found.sort(([a], [b]) => a - b);
  const weights = Float64Array.from(found, ([, weight]) => weight);
  return {
    values: Float64Array.from(found, ([value]) => value),
    weights,
    used: weights.reduce((sum, weight) => sum + weight, 0),
  };
};

/** Type-7 quantile of all resamples; NaN where none gave a value. */
export const enumeratedQuantile = ({ values, weights, used }: Enumerated, p: number): number => {
  if (used === 0) return Number.NaN;
  const place = (used - 1) * p;
  const below = Math.floor(place);
  let [i, seen] = [0, weights[0]!];
  while (seen <= below) seen += weights[(i += 1)]!;
  const low = values[i]!;
  const next = seen <= below + 1 ? values[Math.min(i + 1, values.length - 1)]! : low;
  return place === below ? low : low + (place - below) * (next - low);
};

/** Mean and standard deviation over all resamples, and one-sided limits at `confidence`. */
export const enumeratedSummary = (
  all: Enumerated,
  confidence: number,
): Limits & { readonly mean: number; readonly standardError: number } => {
  const mean = all.values.reduce((sum, value, i) => sum + value * all.weights[i]!, 0) / all.used;
  const squares = all.values.reduce(
    (sum, value, i) => sum + all.weights[i]! * (value - mean) ** 2,
    0,
  );
  return {
    mean,
    standardError: Math.sqrt(squares / all.used),
    lower: enumeratedQuantile(all, 1 - confidence),
    upper: enumeratedQuantile(all, confidence),
  };
};
