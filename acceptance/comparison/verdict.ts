import type { Bounds } from '../families/family.ts';

export type ComparisonVerdict = 'better' | 'worse' | 'no-proof' | 'error';

/** Which way the values of a criterion are better. */
export type Better = 'lower' | 'higher';

/** What the bounds of a change prove: null limits prove nothing. */
export const provenBy = ({ lower, upper }: Bounds, better: Better): ComparisonVerdict => {
  const rose = lower !== null && lower > 0;
  const fell = upper !== null && upper < 0;
  if (rose) return better === 'higher' ? 'better' : 'worse';
  if (fell) return better === 'lower' ? 'better' : 'worse';
  return 'no-proof';
};

/**
 * A quantile is better only if it is proven so and no more events are proven to miss the limit; it
 * is worse if either is proven: a few events that are far worse may leave a quantile where it was,
 * and a quantile may worsen within the limit.
 */
export const withTail = (value: ComparisonVerdict, tail: ComparisonVerdict): ComparisonVerdict =>
  tail === 'worse' ? 'worse' : value;
