import { shareProver, type ClusterCount } from './cluster-proportion.ts';

/** Ascending values of one cluster. */
export type SortedValues = ArrayLike<number>;

/** Values in an ascending list that are at most x (`inclusive`) or below it. */
const countUpTo = (sorted: SortedValues, x: number, inclusive: boolean): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < x || (inclusive && sorted[middle] === x)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Counts of the values within a limit, one entry a cluster. */
export const countsWithin = (
  clusters: readonly SortedValues[],
  limit: number,
  inclusive = true,
): ClusterCount[] =>
  clusters.map((sorted) => ({
    successes: countUpTo(sorted, limit, inclusive),
    trials: sorted.length,
  }));

export interface QuantileBounds {
  lower: number | null;
  upper: number | null;
}

/**
 * Walks over the observed values from one end towards the other, as long as a share of the events
 * on the side still ahead is proven; the last value for which it is, or null where it never is.
 * `next` gives each cluster's outermost value that is left, or undefined.
 */
const lastProven = (
  sizes: readonly number[],
  proven: (left: readonly number[]) => boolean,
  outermost: (cluster: number, left: number) => number,
  further: (a: number, b: number) => boolean,
): number | null => {
  const left = [...sizes];
  let last: number | null = null;
  for (;;) {
    let value: number | null = null;
    for (let i = 0; i < left.length; i += 1) {
      if (left[i] === 0) continue;
      const own = outermost(i, left[i]!);
      if (value === null || further(own, value)) value = own;
    }
    if (value === null || !proven(left)) return last;
    last = value;
    for (let i = 0; i < left.length; i += 1) {
      while (left[i]! > 0 && outermost(i, left[i]!) === value) left[i]! -= 1;
    }
  }
};

/**
 * One-sided bounds of the p-quantile as observed values: the smallest value from which on a share p
 * of all events is proven to stay within every observed value, and the largest up to which a share
 * 1 - p is proven to reach every one. Proof is no monotone matter where devices differ: a value that
 * is proven while a looser one is not bounds nothing. Null where the data prove no such value.
 * Source: Woodruff 1952, inverting the bounds of `clusterProportion`.
 */
export const clusterQuantileBounds = (
  clusters: readonly SortedValues[],
  p: number,
  confidence: number,
  iccFloor: number,
): QuantileBounds => {
  const used = clusters.filter((sorted) => sorted.length > 0);
  if (used.length === 0) return { lower: null, upper: null };
  const sizes = used.map((sorted) => sorted.length);
  return {
    lower: lastProven(
      sizes,
      shareProver(sizes, 1 - p, confidence, iccFloor),
      (cluster, left) => used[cluster]![used[cluster]!.length - left]!,
      (a, b) => a < b,
    ),
    upper: lastProven(
      sizes,
      shareProver(sizes, p, confidence, iccFloor),
      (cluster, left) => used[cluster]![left - 1]!,
      (a, b) => a > b,
    ),
  };
};
