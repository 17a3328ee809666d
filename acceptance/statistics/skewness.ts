import { meanAndSd } from './descriptive.ts';

/**
 * Sample skewness with the small-sample correction, G1 of Joanes & Gill 1998. Null with fewer than
 * three values, without any spread, or when a value is not finite.
 */
export const skewness = (values: readonly number[]): number | null => {
  const { mean, sd } = meanAndSd(values);
  const n = values.length;
  if (mean === null || sd === null || n < 3 || !(sd > 0)) return null;
  const cubes = values.reduce((sum, value) => sum + ((value - mean) / sd) ** 3, 0);
  return (n / ((n - 1) * (n - 2))) * cubes;
};
