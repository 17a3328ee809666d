import type { Limits } from './clopper-pearson.ts';
import { normalQuantile } from './normal.ts';

/**
 * Two-sided score interval of a share, for display. Its one-sided use would be too optimistic near
 * 0 and 1, so no verdict rests on it. Source: Wilson 1927; Brown, Cai & DasGupta 2001.
 */
export const wilson = (successes: number, n: number, confidence: number): Limits => {
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    lower: successes === 0 ? 0 : (centre - half) / scale,
    upper: successes === n ? 1 : (centre + half) / scale,
  };
};
