import type { Criterion as Planned } from '../../schemas/types/plan.ts';
import { acceptedInWords, type Origin } from '../aggregation/origin.ts';
import type { Judgement, Outcome } from '../families/family.ts';
import type { JudgedSlice } from './slices.ts';

/** What the whole and its slices come to, before the origin of the evidence is looked at. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly advice?: string;
}

const listed = (slices: readonly JudgedSlice[]): string =>
  slices.map(({ tag, value }) => `${tag} ${value}`).join(', ');

/** Passes only if the whole and every slice pass; fails if the whole or any slice does. */
export const combine = (
  whole: Judgement,
  slices: readonly JudgedSlice[],
  untagged: string | undefined,
): Verdict => {
  const failed = slices.filter(({ outcome }) => outcome === 'fail');
  const open = slices.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'fail');
  const why = whole.reason === undefined ? {} : { reason: whole.reason };
  if (whole.outcome === 'error') return { outcome: 'error', ...why };
  if (whole.outcome === 'fail') {
    return {
      outcome: 'fail',
      reason: whole.reason ?? 'even the optimistic bound misses the limit',
    };
  }
  // Events without the tag may be those that would have turned a condition.
  if (untagged !== undefined && whole.outcome === 'pass') {
    return { outcome: 'inconclusive', reason: untagged };
  }
  if (failed.length > 0) {
    return { outcome: 'fail', reason: `proven to miss the limit in ${listed(failed)}` };
  }
  if (whole.outcome === 'inconclusive') {
    return {
      outcome: 'inconclusive',
      reason: whole.reason ?? 'the limit lies between the two bounds',
    };
  }
  if (open.length > 0) {
    const [first] = open;
    const advice = first?.judgement.advice;
    return {
      outcome: 'inconclusive',
      reason: `not proven in ${open.length} of ${slices.length} conditions: ${listed(open)}`,
      ...(advice === undefined ? {} : { advice: `${first?.tag} ${first?.value}: ${advice}` }),
    };
  }
  return { outcome: 'pass' };
};

/** A reason as the sentence it stands as; a name it begins with, which holds more than letters, stays. */
const asSentence = (reason: string): string =>
  /^[a-z]+[ ,]/u.test(reason) ? `${reason[0]!.toUpperCase()}${reason.slice(1)}` : reason;

/** Why a criterion is not a pass, where it is not. */
export const reasonOf = (result: {
  outcome: Outcome;
  verdict: Verdict;
  origin: Origin;
  criterion: Planned;
}): string | undefined => {
  const { outcome, verdict, origin, criterion } = result;
  if (outcome === verdict.outcome) {
    return verdict.reason === undefined ? undefined : asSentence(verdict.reason);
  }
  return `The limit is met, but the evidence is ${origin} and the criterion ${acceptedInWords(criterion.accept)}`;
};
