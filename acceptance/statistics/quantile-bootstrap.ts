import { quantileOfSorted } from './descriptive.ts';
import { gammaDraws } from './gamma-draws.ts';
import { percentileLimits } from './percentile.ts';
import { createRandom, type Random } from './random.ts';

/** Difference of two quantiles with one-sided limits; all null where there is nothing to resample. */
export interface QuantileDifference {
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

const UNKNOWN: QuantileDifference = { estimate: null, lower: null, upper: null };

/** Type-7 quantile of one resample after another. */
type Resampled = () => number;

/**
 * Quantiles of resamples of `sorted` without resampling: the two order statistics that a type-7
 * quantile lies between are those of as many uniform numbers, one beta and one power of a uniform
 * (David & Nagaraja 2003, chapter 2), and a uniform number names the value it falls on. So the
 * distribution is exactly the bootstrap's at a cost that does not grow with n.
 */
const resampledQuantile = (sorted: Float64Array, p: number, random: Random): Resampled => {
  const gamma = gammaDraws(random);
  const n = sorted.length;
  const place = (n - 1) * p;
  const below = Math.floor(place);
  const part = place - below;
  const at = (uniform: number): number => sorted[Math.min(n - 1, Math.floor(n * uniform))]!;
  return () => {
    const head = gamma(below + 1);
    const first = head / (head + gamma(n - below));
    const low = at(first);
    if (part === 0) return low;
    const second = first + (1 - first) * (1 - (1 - random()) ** (1 / (n - below - 1)));
    return low + part * (at(second) - low);
  };
};

/** Values ascending, each with the number of the group it came from. */
interface Merged {
  readonly values: Float64Array;
  readonly groups: Uint32Array;
  readonly sizes: readonly number[];
}

const firstAtLeast = (sorted: Float64Array, value: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

const merge = (lists: readonly Float64Array[]): Merged => {
  const sizes = lists.map((list) => list.length);
  const values = new Float64Array(sizes.reduce((sum, size) => sum + size, 0));
  let offset = 0;
  for (const list of lists) {
    values.set(list, offset);
    offset += list.length;
  }
  values.sort();
  const groups = new Uint32Array(values.length);
  // Places among equal values are handed out in turn.
  const taken = new Uint32Array(values.length);
  for (const [group, list] of lists.entries()) {
    for (const value of list) {
      const first = firstAtLeast(values, value);
      groups[first + taken[first]!] = group;
      taken[first] = taken[first]! + 1;
    }
  }
  return { values, groups, sizes };
};

/** Quantiles of resamples of whole groups; walks from the end the quantile is nearer to. */
const resampledByGroup = (
  { values, groups, sizes }: Merged,
  p: number,
  random: Random,
): Resampled => {
  const drawn = new Uint32Array(sizes.length);
  const fromTop = p > 0.5;
  const last = values.length - 1;
  return () => {
    drawn.fill(0);
    let n = 0;
    for (let i = 0; i < sizes.length; i += 1) {
      const group = Math.floor(random() * sizes.length);
      drawn[group] = drawn[group]! + 1;
      n += sizes[group]!;
    }
    const place = (n - 1) * p;
    const below = Math.floor(place);
    const above = Math.min(n - 1, below + 1);
    // Ranks counted from the end the walk begins at.
    const near = fromTop ? n - 1 - above : below;
    const far = fromTop ? n - 1 - below : above;
    let [seen, i] = [0, 0];
    const step = (): number => values[fromTop ? last - i : i]!;
    const weight = (): number => drawn[groups[fromTop ? last - i : i]!]!;
    while ((seen += weight()) <= near) i += 1;
    const first = step();
    while (seen <= far) {
      i += 1;
      seen += weight();
    }
    const second = step();
    const [low, high] = fromTop ? [second, first] : [first, second];
    return low + (place - below) * (high - low);
  };
};

const usable = (sorted: Float64Array): boolean => quantileOfSorted(sorted, 0.5) !== null;

const differenceOf = (
  estimate: number,
  x: Resampled,
  y: Resampled,
  confidence: number,
  replicates: number,
): QuantileDifference => {
  const differences = new Float64Array(replicates);
  for (let i = 0; i < replicates; i += 1) differences[i] = x() - y();
  return { estimate, ...percentileLimits(differences, confidence) };
};

/**
 * Type-7 p-quantile of x minus that of y with one-sided percentile limits, each at `confidence`;
 * the two are resampled independently. All null where one of them is empty or holds what is no
 * finite number. The time it takes hardly depends on how many values there are.
 */
export const bootstrapQuantileDifference = (
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  p: number,
  confidence: number,
  replicates: number,
  seed: number,
): QuantileDifference => {
  const [first, second] = [Float64Array.from(x).sort(), Float64Array.from(y).sort()];
  if (!usable(first) || !usable(second)) return UNKNOWN;
  const random = createRandom(seed);
  return differenceOf(
    quantileOfSorted(first, p)! - quantileOfSorted(second, p)!,
    resampledQuantile(first, p, random),
    resampledQuantile(second, p, random),
    confidence,
    replicates,
  );
};

/**
 * The same with whole groups (devices, sessions) resampled, for values of one group that resemble
 * each other; below about 30 groups its limits are too narrow. Empty groups are left out.
 */
export const clusterBootstrapQuantileDifference = (
  xGroups: readonly ArrayLike<number>[],
  yGroups: readonly ArrayLike<number>[],
  p: number,
  confidence: number,
  replicates: number,
  seed: number,
): QuantileDifference => {
  const [first, second] = [xGroups, yGroups].map((groups) =>
    merge(groups.filter(({ length }) => length > 0).map((group) => Float64Array.from(group))),
  ) as [Merged, Merged];
  if (!usable(first.values) || !usable(second.values)) return UNKNOWN;
  const random = createRandom(seed);
  return differenceOf(
    quantileOfSorted(first.values, p)! - quantileOfSorted(second.values, p)!,
    resampledByGroup(first, p, random),
    resampledByGroup(second, p, random),
    confidence,
    replicates,
  );
};
