import { regularizedGammaLower } from './incomplete-gamma.ts';
import { normalCdf } from './normal.ts';

/** Terms below e to this power, relative to the largest, add nothing to a double. */
const NEGLIGIBLE = -42;

/** Grid points within the narrowest bend: the trapezoidal rule then errs below 1e-12. */
const POINTS = 6;

/** So far from zero the normal part is a rounding error beside the shift. */
const FAR = 5000;

/** P(T > t) where the normal part of T is negligible: P(shift > t S). */
const withoutNoise = (t: number, df: number, shift: number): number => {
  const below = regularizedGammaLower(df / 2, (df * (shift / t) ** 2) / 2);
  if (shift > 0) return t > 0 ? below : 1;
  return t < 0 ? 1 - below : 0;
};

/**
 * P(T > t) where T = (Z + shift) / S, Z standard normal and df S^2 chi-squared with df degrees of
 * freedom, df >= 1; to about 1e-12. Source: a mixture of normals over S (Johnson, Kotz &
 * Balakrishnan 1995, chapter 31), summed by the trapezoidal rule in ln S, whose integrand falls off
 * fast on both sides (Trefethen & Weideman 2014).
 */
export const noncentralTUpperTail = (t: number, df: number, shift: number): number => {
  if (Number.isNaN(t) || Number.isNaN(shift) || !(df >= 1)) return Number.NaN;
  if (Math.abs(shift) > FAR) return withoutNoise(t, df, shift);
  const step = Math.min(1 / Math.sqrt(2 * df), 1 / (1 + Math.abs(shift))) / POINTS;
  let sum = 0;
  let weights = 0;
  const add = (u: number): boolean => {
    const log = df * (u - Math.expm1(2 * u) / 2);
    if (log < NEGLIGIBLE) return false;
    const weight = Math.exp(log);
    weights += weight;
    sum += weight * normalCdf(shift - t * Math.exp(u));
    return true;
  };
  // Outward from the mode of ln S, which is zero.
  for (let i = 0; add(i * step); i += 1);
  for (let i = -1; add(i * step); i -= 1);
  return sum / weights;
};
