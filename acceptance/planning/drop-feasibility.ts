import type { Feasibility } from '../../schemas/types/requirements.ts';
import { counted } from '../families/number-words.ts';
import { PAIRED_SHARE_OF_FLOOR } from '../families/paired-difference.ts';
import { LEAST_DEVICES } from '../families/scope.ts';
import { eventsPerCluster } from '../families/share-advice.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { impossible, possible } from './feasibility.ts';
import type { Question } from './question.ts';

/** Pairs that are needed if none differs, and what they come to on the planned devices. */
interface Least {
  /** Independent pairs, by the score limit of Tango 1998, which is then z^2 / (n + z^2). */
  readonly pairs: number;
  readonly clusters: number;
  /** On as many devices as planned; null where no number is enough. */
  readonly here: number | null;
}

const leastPairs = (margin: number, { claim, planned }: Question): Least => {
  const z = normalQuantile(claim.confidence);
  const pairs = Math.ceil((z * z * (1 - margin)) / margin);
  const icc = claim.iccFloor * PAIRED_SHARE_OF_FLOOR;
  const { clusters } = planned;
  const each = Number.isFinite(clusters) ? eventsPerCluster(pairs, clusters, icc) : 1;
  return {
    pairs,
    clusters: Math.max(LEAST_DEVICES, Math.floor(pairs * icc) + 1),
    here: each === null ? null : Math.max(pairs, each * (Number.isFinite(clusters) ? clusters : 1)),
  };
};

/** What a plan proves at best about a drop. */
export const dropFeasibility = (question: Question): Feasibility => {
  const { claim, plan, planned, criterion } = question;
  if (plan.baseline === null) {
    return impossible(question, 'the suite names no baseline to compare with');
  }
  const fleet = plan.claim === 'fleet' ? LEAST_DEVICES : null;
  // At least a drop is what nobody asks for; it has no least number of pairs.
  if (!criterion.op.startsWith('<')) {
    return possible(question, 'if the drop is large', { clustersNeeded: fleet });
  }
  const margin = claim.limit / 100;
  // A candidate that must be better by so much is proven by pairs that differ, not by equal ones.
  if (margin < 0) {
    return possible(question, 'if the candidate is clearly better', { clustersNeeded: fleet });
  }
  if (margin === 0) {
    return impossible(question, 'a margin of zero needs more pairs than there can be');
  }
  const { pairs, clusters, here } = leastPairs(margin, question);
  const events = planned.scarcest?.most ?? planned.events;
  const known = { events, eventsNeeded: here, clustersNeeded: clusters };
  if (here === null) {
    const noun = plan.claim === 'fleet' ? 'device' : 'session';
    return impossible(
      question,
      `a margin of ${criterion.limit.value} points needs ${counted(clusters, noun)}, however many pairs there are`,
      known,
    );
  }
  const fewest = Math.max(pairs, here);
  if (events !== null && events < fewest) {
    const where = planned.scarcest === undefined ? '' : ` in ${planned.scarcest.name}`;
    return impossible(
      question,
      `${counted(events, 'paired sample')}${where} ${events === 1 ? 'is' : 'are'} too few even if nothing differs; at least ${fewest} are needed`,
      known,
    );
  }
  return possible(
    question,
    `with ${events ?? 'enough'} paired samples, if the two differ little`,
    known,
  );
};
