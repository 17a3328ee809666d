import { binomialCdf, binomialProbability, binomialUpperTail } from './binomial.ts';

/** Outcomes as likely as the observed one but for rounding count as equally likely. */
const TIE = 1 + 1e-7;

/** Sum of the outcomes that are no likelier than k. */
const noLikelier = (k: number, n: number, p: number): number => {
  if (p === 0 || p === 1) return k === n * p ? 1 : 0;
  const mode = n * p;
  if (k === mode) return 1;
  const most = binomialProbability(k, n, p) * TIE;
  const rare = (i: number): boolean => binomialProbability(i, n, p) <= most;
  // On the far side of the mean the probabilities fall, so that its rare outcomes begin at one point.
  let near = k < mode ? Math.ceil(mode) : Math.floor(mode);
  let far = k < mode ? n + 1 : -1;
  if (rare(near)) far = near;
  while (Math.abs(far - near) > 1) {
    const middle = Math.trunc((near + far) / 2);
    if (rare(middle)) far = middle;
    else near = middle;
  }
  return k < mode
    ? Math.min(1, binomialCdf(k, n, p) + binomialUpperTail(far, n, p))
    : Math.min(1, binomialCdf(far, n, p) + binomialUpperTail(k, n, p));
};

/**
 * Exact p-value of "the share is p" after k of n; two-sided as the sum of all outcomes that are no
 * likelier than the observed one.
 */
export const binomialTest = (
  k: number,
  n: number,
  p: number,
  alternative: 'less' | 'greater' | 'two-sided',
): number => {
  if (alternative === 'less') return binomialCdf(k, n, p);
  return alternative === 'greater' ? binomialUpperTail(k, n, p) : noLikelier(k, n, p);
};
