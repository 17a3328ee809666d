import type { Feasibility } from '../../schemas/types/requirements.ts';
import { inWords } from '../families/number-words.ts';
import { LEAST_DEVICES } from '../families/scope.ts';
import { bestProvable } from '../families/share-advice.ts';
import { impossible, possible } from './feasibility.ts';
import type { Question } from './question.ts';
import { provenAtBest } from './worth.ts';

/**
 * Smallest gap, between 0 and 1, that a plan proves: two groups without a single bad event are as
 * far apart as the smaller of them leaves open.
 */
export const smallestGap = ({ claim, planned }: Question): number => {
  const { apart, scarcest } = planned;
  if (scarcest === undefined) return 1 - bestProvable(apart, claim.confidence, claim.iccFloor);
  const { most: events, distinct } = scarcest;
  return 1 - provenAtBest({ events, distinct }, apart, claim);
};

/** What a plan proves at best about the largest gap between groups. */
export const gapFeasibility = (question: Question): Feasibility => {
  const { criterion, claim, plan, planned } = question;
  const known = { clustersNeeded: plan.claim === 'fleet' ? LEAST_DEVICES : null };
  if (criterion.between === undefined) {
    return impossible(question, 'it names no tag whose groups to compare', known);
  }
  const { slices } = planned;
  if (slices.length === 1) {
    return impossible(question, `there is one group only, ${slices[0]?.name}`, known);
  }
  if (!criterion.op.startsWith('<')) return possible(question, 'if the groups differ much', known);
  const best = smallestGap(question);
  const points = `${inWords(100 * best, 'upper')} points`;
  if (best > claim.limit / 100) {
    const where = planned.scarcest ? ` ${planned.scarcest.name}, the smallest group,` : '';
    return impossible(
      question,
      `even without a single error${where} leaves a gap of ${points} open (limit: ${criterion.limit.value} points); it needs more events or more devices`,
      known,
    );
  }
  return possible(question, `down to a gap of ${points}, if the groups differ little`, known);
};
