import type { Bounds, Claim, Outcome } from './family.ts';

/** Whether a value meets the limit. */
export const meets = (value: number, claim: Pick<Claim, 'op' | 'limit'>): boolean => {
  if (claim.op === '<=') return value <= claim.limit;
  if (claim.op === '<') return value < claim.limit;
  return claim.op === '>=' ? value >= claim.limit : value > claim.limit;
};

/** Whether the limit bounds the value from above. */
export const limitsFromAbove = (claim: Pick<Claim, 'op'>): boolean =>
  claim.op === '<=' || claim.op === '<';

/** The bound that must meet the limit for a pass: the pessimistic one. */
export const decisiveBound = (claim: Pick<Claim, 'op'>): 'lower' | 'upper' =>
  limitsFromAbove(claim) ? 'upper' : 'lower';

const opposite = { lower: 'upper', upper: 'lower' } as const;

/**
 * The bound an outcome rests on, where `pessimistic` is the one a pass would rest on: a fail is
 * proven by the other, as the pessimistic bound of what misses its limit says nothing.
 */
export const decidedBy = (outcome: Outcome, pessimistic: 'lower' | 'upper'): 'lower' | 'upper' =>
  outcome === 'fail' ? opposite[pessimistic] : pessimistic;

/**
 * Pass if the pessimistic bound meets the limit, fail if even the optimistic one misses it. A
 * bound that is not a number decides nothing.
 */
export const outcomeOf = (bounds: Bounds, claim: Pick<Claim, 'op' | 'limit'>): Outcome => {
  const above = limitsFromAbove(claim);
  const pessimistic = above ? bounds.upper : bounds.lower;
  const optimistic = above ? bounds.lower : bounds.upper;
  if (pessimistic !== null && Number.isFinite(pessimistic) && meets(pessimistic, claim)) {
    return 'pass';
  }
  const missed = optimistic !== null && Number.isFinite(optimistic) && !meets(optimistic, claim);
  return missed ? 'fail' : 'inconclusive';
};
