/**
 * How much farther than `t` standard errors a one-sided limit must lie when the values are skewed
 * towards it: the first Edgeworth term of the t statistic, skewness (2 t^2 + 1) / (6 sqrt n).
 * Source: Hall 1992, section 2.6; the same term as in Johnson 1978.
 */
export const skewAllowance = (t: number, skewness: number, n: number): number =>
  (skewness * (2 * t * t + 1)) / (6 * Math.sqrt(n));

/** The `t` that together with its allowance makes `reached`; 0 where the allowance alone exceeds it. */
export const withoutAllowance = (reached: number, skewness: number, n: number): number => {
  const c = skewness / (6 * Math.sqrt(n));
  if (reached <= c) return 0;
  return c === 0 ? reached : (Math.sqrt(1 + 8 * c * (reached - c)) - 1) / (4 * c);
};
