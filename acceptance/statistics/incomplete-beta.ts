import { increasingRoot } from './root.ts';
import { binomialKernel } from './saddle-point.ts';

const TINY = 1e-300;

/** Continued fraction of the incomplete beta function by the modified Lentz algorithm. */
const continuedFraction = (x: number, a: number, b: number): number => {
  const guard = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  // About sqrt(max(a, b)) terms are needed near the mean; the limit only stops a runaway.
  const limit = 1000 + 20 * Math.sqrt(Math.max(a, b));
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < limit; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 2e-16) break;
  }
  return h;
};

/**
 * Regularised incomplete beta function I_x(a, b), a > 0 and b > 0.
 * y = 1 - x may be given where the caller knows it with more digits than 1 - x would keep.
 * Source: DLMF 8.17.22 (continued fraction), Loader 2000 (prefactor).
 */
export const regularizedBeta = (x: number, a: number, b: number, y: number = 1 - x): number => {
  if (Number.isNaN(x) || !(a > 0) || !(b > 0)) return Number.NaN;
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  // x^a y^b / B(a, b), which the fraction on either side divides by its own shape.
  const prefactor = (binomialKernel(a, b, x, y) * a * b) / (a + b);
  if (x <= (a + 1) / (a + b + 2)) return (prefactor / a) * continuedFraction(x, a, b);
  return 1 - (prefactor / b) * continuedFraction(y, b, a);
};

/** Density of the beta distribution. */
export const betaDensity = (x: number, a: number, b: number): number =>
  (binomialKernel(a, b, x, 1 - x) * a * b) / ((a + b) * x * (1 - x));

/**
 * Quantile of the beta distribution: x with I_x(a, b) = p, for 0 <= p <= 1.
 * A shape of zero is the limit case used by exact binomial bounds: all mass at 0 (a = 0) or 1.
 */
export const betaQuantile = (p: number, a: number, b: number): number => {
  if (Number.isNaN(p) || p < 0 || p > 1 || !(a >= 0) || !(b >= 0)) return Number.NaN;
  if (a === 0 && b === 0) return Number.NaN;
  if (a === 0 || p === 0) return b === 0 ? 1 : 0;
  if (b === 0 || p === 1) return 1;
  // Below the mean the root may lie many orders of magnitude from 1: search it as a logarithm.
  const meanShare = regularizedBeta(a / (a + b), a, b);
  if (p > meanShare) {
    return increasingRoot(
      { value: (x) => regularizedBeta(x, a, b) - p, slope: (x) => betaDensity(x, a, b) },
      a / (a + b),
      1,
    );
  }
  const log = increasingRoot(
    {
      value: (t) => regularizedBeta(Math.exp(t), a, b) - p,
      slope: (t) => betaDensity(Math.exp(t), a, b) * Math.exp(t),
    },
    -745,
    Math.log(a / (a + b)),
    Math.log(a / (a + b)) - 1e-3,
  );
  return Math.exp(log);
};
