import { provesShare, type ClusterCount } from './cluster-proportion.ts';

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

/** Up to here every observed value is tried; beyond, the bound is searched as monotone. */
const TRIED = 256;

/** Index of the first entry that holds, trying all of few and bisecting many; or undefined. */
const first = (length: number, holds: (index: number) => boolean): number | undefined => {
  let low = 0;
  let high = length;
  while (high - low > TRIED) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle + 1;
    else low = middle + 1;
  }
  for (let index = low; index < high; index += 1) if (holds(index)) return index;
  return undefined;
};

export interface QuantileBounds {
  lower: number | null;
  upper: number | null;
}

/**
 * One-sided bounds of the p-quantile as observed values: the smallest value that a share p of all
 * events is proven to stay within, and the largest that a share p is proven not to stay below.
 * `pooled` holds the values of all clusters, ascending. Null where the data prove no such value.
 * Source: Woodruff 1952, inverting the bounds of `clusterProportion`.
 */
export const clusterQuantileBounds = (
  clusters: readonly SortedValues[],
  pooled: SortedValues,
  p: number,
  confidence: number,
  iccFloor: number,
): QuantileBounds => {
  const n = pooled.length;
  if (n === 0) return { lower: null, upper: null };
  // Only values at or above the sample quantile can hold a share p with certainty.
  const from = Math.max(0, Math.ceil(n * p - 1e-9) - 1);
  const upper = first(n - from, (index) => {
    const counts = countsWithin(clusters, pooled[from + index]!);
    return provesShare(counts, p, confidence, iccFloor);
  });
  const to = Math.min(n, Math.floor(n * p) + 1);
  const lower = first(to, (index) => {
    const below = countsWithin(clusters, pooled[to - 1 - index]!, false);
    const reached = below.map(({ successes, trials }) => ({
      trials,
      successes: trials - successes,
    }));
    return provesShare(reached, 1 - p, confidence, iccFloor);
  });
  return {
    lower: lower === undefined ? null : pooled[to - 1 - lower]!,
    upper: upper === undefined ? null : pooled[from + upper]!,
  };
};
