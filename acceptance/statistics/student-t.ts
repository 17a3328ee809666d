import { regularizedBeta } from './incomplete-beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { increasingRoot } from './root.ts';
import { binomialKernel } from './saddle-point.ts';

/** Degrees of freedom from which the incomplete beta function loses more digits than a series. */
const NEARLY_NORMAL = 1e7;

/** Beyond this a nearly normal tail is 0 in double precision. */
const FARTHEST = 40;

/** Upper tail for many degrees of freedom, t >= 0; the inverse of `nearNormalQuantile`. */
const nearNormalTail = (t: number, df: number): number => {
  const near = Math.min(t, FARTHEST);
  const square = near * near;
  const first = (near * (square + 1)) / 4;
  const second = (near * (13 * square * square + 8 * square + 3)) / 96;
  return normalCdf(-(near - (first - second / df) / df));
};

/** Quantile for many degrees of freedom, from z of the normal. Source: Fisher & Cornish 1960. */
const nearNormalQuantile = (z: number, df: number): number => {
  const square = z * z;
  const first = (z * (square + 1)) / 4;
  const second = (z * (5 * square * square + 16 * square + 3)) / 96;
  return z + (first + second / df) / df;
};

/** P(T > t) for t >= 0, df > 0 (not necessarily an integer). */
const upperTail = (t: number, df: number): number => {
  if (df > NEARLY_NORMAL) return nearNormalTail(t, df);
  const square = t * t;
  return regularizedBeta(df / (df + square), df / 2, 0.5, square / (df + square)) / 2;
};

const density = (t: number, df: number): number => {
  const square = t * t;
  const kernel = binomialKernel(df / 2, 0.5, df / (df + square), square / (df + square));
  // The slope of I_x(df/2, 1/2) along t; at t = 0 the limit is approached from the right.
  return (kernel * df) / ((df + 1) * t);
};

/** Two-sided p-value of a t statistic: 2 P(T_df > |t|). */
export const studentTwoSidedP = (t: number, df: number): number =>
  t === 0 ? 1 : 2 * upperTail(Math.abs(t), df);

const findQuantile = (p: number, df: number): number => {
  if (Number.isNaN(p) || p < 0 || p > 1 || !(df > 0)) return Number.NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p === 0.5) return 0;
  if (df > NEARLY_NORMAL) return nearNormalQuantile(normalQuantile(p), df);
  const tail = Math.min(p, 1 - p);
  const start = normalQuantile(1 - tail);
  let high = 2 * start + 1;
  while (upperTail(high, df) > tail) high *= 4;
  const t = increasingRoot(
    { value: (x) => tail - upperTail(x, df), slope: (x) => density(x, df) },
    0,
    high,
    start,
  );
  return p < 0.5 ? -t : t;
};
/** Quantiles found so far: bounds of one run ask for the same few again and again. */
const found = new Map<string, number>();

const MOST_KEPT = 1000;

/** Quantile of Student's t with df degrees of freedom. */
export const studentQuantile = (p: number, df: number): number => {
  const key = `${p} ${df}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const quantile = findQuantile(p, df);
  if (found.size >= MOST_KEPT) found.clear();
  found.set(key, quantile);
  return quantile;
};

/** P(T_df <= t). */
export const studentCdf = (t: number, df: number): number =>
  t < 0 ? upperTail(-t, df) : 1 - (t === 0 ? 0.5 : upperTail(t, df));
