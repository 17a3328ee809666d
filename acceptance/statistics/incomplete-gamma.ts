import { increasingRoot } from './root.ts';
import { poissonKernel } from './saddle-point.ts';

const TINY = 1e-300;

const limitFor = (a: number): number => 1000 + 20 * Math.sqrt(a);

const lowerSeries = (a: number, x: number): number => {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < limitFor(a); n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return poissonKernel(a, x) * sum;
};

const upperFraction = (a: number, x: number): number => {
  const guard = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / guard(b);
  let h = d;
  for (let i = 1; i < limitFor(a); i += 1) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / guard(an * d + b);
    c = guard(b + an / c);
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 2e-16) break;
  }
  return poissonKernel(a, x) * a * h;
};

/** Lower regularised incomplete gamma function P(a, x), a > 0. Source: DLMF 8.11.4, 8.9.2. */
export const regularizedGammaLower = (a: number, x: number): number => {
  if (!(a > 0) || Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 0;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
};

/** Upper regularised incomplete gamma function Q(a, x), with relative accuracy in the far tail. */
export const regularizedGammaUpper = (a: number, x: number): number => {
  if (!(a > 0) || Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
};

/** Quantile of the gamma distribution with unit scale: x with P(a, x) = p. */
export const gammaQuantile = (p: number, a: number): number => {
  if (!(a > 0) || Number.isNaN(p) || p < 0 || p > 1) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  let high = a + 10 * Math.sqrt(a) + 10;
  while (regularizedGammaLower(a, high) < p) high *= 2;
  const log = increasingRoot(
    {
      value: (t) => regularizedGammaLower(a, Math.exp(t)) - p,
      slope: (t) => poissonKernel(a, Math.exp(t)) * a,
    },
    -745,
    Math.log(high),
    Math.log(a),
  );
  return Math.exp(log);
};

/** Quantile of the chi-squared distribution with df degrees of freedom. */
export const chiSquaredQuantile = (p: number, df: number): number => 2 * gammaQuantile(p, df / 2);
