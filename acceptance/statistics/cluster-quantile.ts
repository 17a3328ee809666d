import { pooledOrder, type PooledOrder, type SortedValues } from './pooled-order.ts';
import { shareProver, type ClusterCount, type SuccessSums } from './cluster-proportion.ts';

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
 */
const lastProven = (
  sizes: readonly number[],
  proven: (sums: SuccessSums) => boolean,
  { values, owners }: PooledOrder,
  step: 1 | -1,
): number | null => {
  const left = Float64Array.from(sizes);
  const squares = sizes.reduce((sum, size) => sum + size * size, 0);
  const sums = { hits: values.length, squares, products: squares };
  let last: number | null = null;
  let at = step === 1 ? 0 : values.length - 1;
  while (at >= 0 && at < values.length && proven(sums)) {
    last = values[at]!;
    for (; values[at] === last; at += step) {
      const owner = owners[at]!;
      const before = left[owner]!;
      left[owner] = before - 1;
      sums.hits -= 1;
      sums.squares -= 2 * before - 1;
      sums.products -= sizes[owner]!;
    }
  }
  return last;
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
  parts: readonly (string | undefined)[] = [],
): QuantileBounds => {
  const isUsed = clusters.map((sorted) => sorted.length > 0);
  const used = isUsed.every(Boolean) ? clusters : clusters.filter((_, i) => isUsed[i]);
  const within = parts.filter((_, i) => isUsed[i]);
  if (used.length === 0) return { lower: null, upper: null };
  const sizes = used.map((sorted) => sorted.length);
  const order = pooledOrder(used);
  const provesAtLeast = (share: number): ReturnType<typeof shareProver> =>
    shareProver(sizes, share, confidence, iccFloor, within);
  return {
    lower: lastProven(sizes, provesAtLeast(1 - p), order, 1),
    upper: lastProven(sizes, provesAtLeast(p), order, -1),
  };
};
