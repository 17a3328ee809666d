/**
 * Stirling remainder and deviance: the two parts from which binomial, beta, Poisson and gamma
 * densities are built without cancelling large logarithms against each other.
 * Source: Loader 2000, "Fast and Accurate Computation of Binomial Probabilities".
 */

const LOG_SQRT_TWO_PI = 0.9189385332046728;

/** Bernoulli-number coefficients of the Stirling series, B(2k) / (2k (2k-1)). */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;

/** Shifting the argument up to here makes eight terms of the series exact to double precision. */
const SERIES_FROM = 12;

const stirlingSeries = (x: number): number => {
  const inverseSquare = 1 / (x * x);
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k -= 1) sum = sum * inverseSquare + STIRLING[k]!;
  return sum / x;
};

/** ln Gamma(x) for x > 0; NaN otherwise. */
export const logGamma = (x: number): number => {
  if (!(x > 0)) return Number.NaN;
  if (x === Infinity) return Infinity;
  let shifted = x;
  let product = 1;
  while (shifted < SERIES_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const stirling =
    (shifted - 0.5) * Math.log(shifted) - shifted + LOG_SQRT_TWO_PI + stirlingSeries(shifted);
  return stirling - Math.log(product);
};

/** ln Gamma(x + 1) less Stirling's leading terms; small and positive for x > 0. */
export const stirlingRemainder = (x: number): number =>
  x >= SERIES_FROM
    ? stirlingSeries(x)
    : logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - LOG_SQRT_TWO_PI;

/** x ln(x / mean) + mean - x, without cancellation where x is close to the mean. */
export const deviance = (x: number, mean: number): number => {
  if (x === 0) return mean;
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let power = 2 * x * v;
  for (let j = 1; j < 1000; j += 1) {
    power *= v * v;
    const next = sum + power / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
};

/**
 * Binomial density continued to real successes: C(a+b, a) x^a y^b with y = 1 - x.
 * a, b > 0; y is passed so that it keeps its digits when x is close to 1.
 */
export const binomialKernel = (a: number, b: number, x: number, y: number): number => {
  const n = a + b;
  const exponent =
    stirlingRemainder(n) -
    stirlingRemainder(a) -
    stirlingRemainder(b) -
    deviance(a, n * x) -
    deviance(b, n * y);
  return Math.exp(exponent) * Math.sqrt(n / (a * b) / (2 * Math.PI));
};

/** Poisson density continued to real counts: x^a e^-x / Gamma(a+1), a > 0. */
export const poissonKernel = (a: number, x: number): number =>
  Math.exp(-stirlingRemainder(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
