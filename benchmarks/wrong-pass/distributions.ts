import type { Random } from '../../acceptance/statistics/random.ts';

/** Standard normal deviate. Source: Box & Muller 1958. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Gamma deviate with scale 1. Source: Marsaglia & Tsang 2000. */
const gamma = (random: Random, shape: number): number => {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
};

/** A device's share where events within a device correlate by `icc` and the mean share is `mean`. */
export const betaShare = (random: Random, mean: number, icc: number): number => {
  if (icc === 0) return mean;
  const total = (1 - icc) / icc;
  const x = gamma(random, mean * total);
  const y = gamma(random, (1 - mean) * total);
  return x + y > 0 ? x / (x + y) : mean;
};

/** A device's rate with mean 1 and a coefficient of variation over devices. */
export const gammaRate = (random: Random, variation: number): number =>
  variation === 0 ? 1 : gamma(random, 1 / variation ** 2) * variation ** 2;

/** How many of n come true with a share. */
export const binomial = (random: Random, n: number, share: number): number => {
  let count = 0;
  for (let i = 0; i < n; i += 1) if (random() < share) count += 1;
  return count;
};

/** Events of a Poisson process with so many expected: arrivals before 1. */
export const poisson = (random: Random, expected: number): number => {
  let count = -1;
  for (let time = 0; time < expected; count += 1) time -= Math.log(1 - random());
  return Math.max(0, count);
};
