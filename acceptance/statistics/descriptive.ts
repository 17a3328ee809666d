import { medianAbsoluteDeviation, quantileSorted } from 'simple-statistics';

/** True when there is at least one value and every one is a finite number. */
export const allFinite = (values: readonly number[]): boolean =>
  values.length > 0 && values.every((value) => Number.isFinite(value));

/**
 * Sample quantile, linear between order statistics (type 7 of Hyndman & Fan 1996).
 * `sorted` ascending; null when empty or when a value is not finite.
 */
export const quantileOfSorted = (sorted: ArrayLike<number>, p: number): number | null => {
  if (sorted.length === 0) return null;
  // In ascending order a value that is not finite can only stand at one of the ends.
  if (!Number.isFinite(sorted[0]) || !Number.isFinite(sorted[sorted.length - 1])) return null;
  return quantileSorted(sorted as number[], p);
};

/** Ascending copy; numbers compared as numbers. */
export const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** Type-7 quantile of unsorted values; null when empty or when a value is not finite. */
export const quantile = (values: readonly number[], p: number): number | null =>
  allFinite(values) ? quantileOfSorted(ascending(values), p) : null;

/** Raw median absolute deviation (no scaling); null when empty or not finite. */
export const medianDeviation = (values: readonly number[]): number | null =>
  allFinite(values) ? medianAbsoluteDeviation([...values]) : null;

/**
 * Mean and sample standard deviation (n - 1), in two passes with the rounding of the first one
 * corrected (Chan, Golub & LeVeque 1983). sd is null for one value, all null when not finite.
 */
export const meanAndSd = (
  values: readonly number[],
): { mean: number | null; sd: number | null } => {
  if (!allFinite(values)) return { mean: null, sd: null };
  const n = values.length;
  // Shifting by the first value keeps timestamps and other large offsets exact.
  const origin = values[0]!;
  let sum = 0;
  for (const value of values) sum += value - origin;
  const shift = sum / n;
  let squares = 0;
  let residue = 0;
  for (const value of values) {
    const centred = value - origin - shift;
    squares += centred * centred;
    residue += centred;
  }
  const mean = origin + shift;
  return n === 1
    ? { mean, sd: null }
    : { mean, sd: Math.sqrt(Math.max(0, (squares - (residue * residue) / n) / (n - 1))) };
};

/**
 * Autocorrelation at lag 1: sum of products of neighbouring deviations over the sum of squares.
 * Null with fewer than two values, without any spread, or when a value is not finite.
 */
export const lagOne = (values: readonly number[]): number | null => {
  // As in `meanAndSd`: about the first value, large offsets lose no digits.
  const shifted = values.map((value) => value - values[0]!);
  const { mean } = meanAndSd(shifted);
  if (mean === null || values.length < 2) return null;
  let [products, squares] = [0, 0];
  for (const [i, value] of shifted.entries()) {
    squares += (value - mean) ** 2;
    if (i > 0) products += (value - mean) * (shifted[i - 1]! - mean);
  }
  return squares > 0 ? products / squares : null;
};
