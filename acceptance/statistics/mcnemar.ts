import { binomialCdf, binomialProbability } from './binomial.ts';

/**
 * Exact p-values of equal marginal shares from the two discordant counts; for display only: a
 * large p is no evidence of equality. Source: McNemar 1947; mid-p, Fagerland et al. 2013.
 */
export const mcnemar = (b: number, c: number): { p: number; midP: number } => {
  const n = b + c;
  if (n === 0) return { p: 1, midP: 1 };
  const fewer = Math.min(b, c);
  const twice = 2 * binomialCdf(fewer, n, 0.5);
  return {
    p: Math.min(1, twice),
    midP: b === c ? 1 : Math.min(1, twice - binomialProbability(fewer, n, 0.5)),
  };
};
