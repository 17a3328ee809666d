import { regularizedBeta } from './incomplete-beta.ts';
import { binomialKernel } from './saddle-point.ts';

/** P(Bin(n, p) = k). */
export const binomialProbability = (k: number, n: number, p: number): number => {
  if (k < 0 || k > n) return 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return p ** n;
  if (p === 0 || p === 1) return 0;
  return binomialKernel(k, n - k, p, 1 - p);
};

/** P(Bin(n, p) <= k), by the beta tail identity; exact for counts of tens of millions. */
export const binomialCdf = (k: number, n: number, p: number): number => {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return regularizedBeta(1 - p, n - k, k + 1, p);
};

/** P(Bin(n, p) >= k). */
export const binomialUpperTail = (k: number, n: number, p: number): number => {
  if (k <= 0) return 1;
  if (k > n) return 0;
  return regularizedBeta(p, k, n - k + 1, 1 - p);
};
