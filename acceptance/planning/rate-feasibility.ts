import type { Feasibility } from '../../schemas/types/requirements.ts';
import { hoursInWords } from '../families/rate-advice.ts';
import { rateClaimOf } from '../families/rate-claim.ts';
import { LEAST_DEVICES } from '../families/scope.ts';
import { zeroEventExposure } from '../statistics/rate-exposure.ts';
import { impossible, possible } from './feasibility.ts';
import type { Question } from './question.ts';

const HOURS_PER_DAY = 24;

/** Of all inferences those in whose time a metric counts. */
const quietShare = ({ metric, plan, criterion }: Question): number => {
  if (metric.exposure !== 'negative-class-time') return 1;
  const scenarios = plan.scenarios.filter(
    ({ id }) => criterion.scenario === undefined || criterion.scenario === id,
  );
  const all = scenarios.reduce((sum, { inferences }) => sum + inferences, 0);
  const quiet = scenarios.map(({ truths }) => truths?.[plan.negative_class]);
  if (all === 0 || quiet.includes(undefined)) return 1;
  return quiet.reduce<number>((sum, count) => sum + (count ?? 0), 0) / all;
};

/** Device time in which a rate is counted, in days, at least and at most; null where it is not told. */
export const plannedExposure = (question: Question): { least: number; most: number } | null => {
  const { events, distinct, hours } = question.planned;
  if (hours === null) return null;
  // Samples that several devices answer are worth as much as they would be once.
  const repetition = events === null || distinct === 0 ? 1 : Math.max(1, events / distinct);
  const days = quietShare(question) / repetition / HOURS_PER_DAY;
  return { least: hours.least * days, most: hours.most * days };
};

/** What a plan proves at best about a rate: that of a run in which nothing happens. */
export const rateFeasibility = (question: Question): Feasibility => {
  const { claim, plan } = question;
  const known = { clustersNeeded: plan.claim === 'fleet' ? LEAST_DEVICES : null };
  const { limit, fromAbove } = rateClaimOf(claim);
  if (!fromAbove) return possible(question, 'if it happens often enough', known);
  if (!(limit > 0)) {
    return impossible(question, 'no length of time proves that it never happens', known);
  }
  const needed = zeroEventExposure(limit, claim.confidence);
  const exposure = plannedExposure(question);
  if (exposure !== null && exposure.most < needed) {
    return impossible(
      question,
      `it takes ${hoursInWords(needed)} of device time in which nothing happens, and the steps of this suite cover at most ${hoursInWords(exposure.most)}`,
      known,
    );
  }
  return possible(
    question,
    `by ${hoursInWords(needed)} of device time in which nothing happens`,
    known,
  );
};
