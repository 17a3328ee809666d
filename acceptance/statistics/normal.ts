import { regularizedGammaUpper } from './incomplete-gamma.ts';

/** P(Z <= x) of the standard normal, with relative accuracy in both tails. */
export const normalCdf = (x: number): number => {
  if (Number.isNaN(x)) return Number.NaN;
  const tail = regularizedGammaUpper(0.5, (x * x) / 2) / 2;
  return x < 0 ? tail : 1 - tail;
};

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** Start within 5e-4 of the quantile. Source: Abramowitz & Stegun 1964, 26.2.23. */
const startingPoint = (tail: number): number => {
  const t = Math.sqrt(-2 * Math.log(tail));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return t - numerator / denominator;
};

/** Standard normal quantile: x with P(Z <= x) = p. */
export const normalQuantile = (p: number): number => {
  if (Number.isNaN(p) || p < 0 || p > 1) return Number.NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  let x = -startingPoint(tail);
  // Halley's method on the lower tail; four steps reach double precision from the start above.
  for (let step = 0; step < 4; step += 1) {
    const error = (normalCdf(x) - tail) / density(x);
    x -= error / (1 + (x * error) / 2);
  }
  return p < 0.5 ? x : -x;
};
