import type { Feasibility } from '../../schemas/types/requirements.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import { LEAST_OF_EACH } from '../families/auc.ts';
import { LEAST_ANSWERS } from '../families/calibration.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import { LEAST_OF_EACH_CLASS } from '../families/macro-f1.ts';
import { counted, inWords } from '../families/number-words.ts';
import { LEAST_DEVICES } from '../families/scope.ts';
import { impossible, possible } from './feasibility.ts';
import type { Question } from './question.ts';
import { provenAtBest } from './worth.ts';

const scores: readonly MetricDeclaration['family'][] = ['auc', 'macro-f1', 'calibration'];

/** Whether a metric is a score of all answers together. */
export const isScore = ({ family }: MetricDeclaration): boolean => scores.includes(family);

/** Planned inferences of each true class; null where the plan does not tell. */
const classCounts = ({ plan, criterion, planned }: Question): Map<string, number> | null => {
  const counts = new Map<string, number>();
  for (const { id, truths } of plan.scenarios) {
    if (criterion.scenario !== undefined && criterion.scenario !== id) continue;
    if (truths === undefined) return null;
    for (const [truth, count] of Object.entries(truths)) {
      counts.set(truth, (counts.get(truth) ?? 0) + count);
    }
  }
  return planned.events === null ? null : counts;
};

/** Inferences of the class in brackets and of all others; null where the plan does not tell. */
export const positivesAndNegatives = (
  question: Question,
): { positives: number; negatives: number } | null => {
  const counts = classCounts(question);
  if (!counts) return null;
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const positives = counts.get(question.criterion.argument ?? '') ?? 0;
  return { positives, negatives: all - positives };
};

/** Share of one class that so many inferences prove if all are right. */
const provenOf = (inferences: number, { planned, claim }: Question): number => {
  const { distinct, apart } = planned;
  // The same samples on more devices are worth no more; all classes shrink alike.
  const different = inferences * Math.min(1, distinct / Math.max(1, planned.events ?? 0));
  return provenAtBest({ events: inferences, distinct: different }, apart, claim);
};

/**
 * Best score that a perfect run proves, or a value it cannot exceed; null where it is not told. Of
 * an area as much as so many right answers in a row; of a macro-F1 what the misses cost that the
 * rarest class leaves possible; of a Brier score what its least share of errors is.
 */
export const bestScore = (question: Question): number | null => {
  const { metric, planned } = question;
  if (metric.family === 'calibration') {
    return planned.events === null ? null : 1 - provenOf(planned.events, question);
  }
  if (metric.family === 'auc') {
    const sizes = positivesAndNegatives(question);
    return sizes && provenOf(Math.min(sizes.positives, sizes.negatives), question);
  }
  const counts = [...(classCounts(question)?.values() ?? [])];
  if (counts.length === 0) return null;
  const missed = 1 - provenOf(Math.min(...counts), question);
  return 1 - missed / (2 - missed) / counts.length;
};

const tooFew = (what: string, inferences: number, least: number): string =>
  `there ${inferences === 1 ? 'is' : 'are'} ${counted(inferences, 'inference')} of ${what}, and it takes at least ${least}`;

/** Why the planned inferences are too few for the score, or undefined where they are not. */
const shortage = (question: Question): string | undefined => {
  const { criterion, metric, planned } = question;
  if (metric.family === 'calibration') {
    const { events } = planned;
    return events !== null && events < LEAST_ANSWERS
      ? tooFew('a known class', events, LEAST_ANSWERS)
      : undefined;
  }
  if (metric.family === 'auc') {
    const { positives = Infinity, negatives = Infinity } = positivesAndNegatives(question) ?? {};
    if (positives < LEAST_OF_EACH) {
      return tooFew(criterion.argument ?? 'the class', positives, LEAST_OF_EACH);
    }
    return negatives < LEAST_OF_EACH
      ? tooFew('the other classes', negatives, LEAST_OF_EACH)
      : undefined;
  }
  const rarest = [...(classCounts(question) ?? [])].toSorted(([, a], [, b]) => a - b)[0];
  return rarest !== undefined && rarest[1] < LEAST_OF_EACH_CLASS
    ? tooFew(rarest[0], rarest[1], LEAST_OF_EACH_CLASS)
    : undefined;
};

/** What a plan proves at best about a score of all answers together. */
export const scoreFeasibility = (question: Question): Feasibility => {
  const { claim, plan } = question;
  const above = limitsFromAbove(claim);
  const known = { clustersNeeded: plan.claim === 'fleet' ? LEAST_DEVICES : null };
  if (above ? claim.limit <= 0 : claim.limit >= 1) {
    return impossible(question, 'no number of events proves that every answer is perfect', known);
  }
  const short = shortage(question);
  if (short !== undefined) return impossible(question, short, known);
  const best = bestScore(question);
  if (best !== null && (above ? best > claim.limit : best < claim.limit)) {
    return impossible(
      question,
      `even perfect answers prove no ${above ? 'less' : 'more'} than ${inWords(best, above ? 'upper' : 'lower')} (needed: ${claim.limit}); it takes more inferences of the rarest class, or more devices`,
      known,
    );
  }
  const told =
    best === null ? '' : `: the plan proves ${inWords(best, above ? 'upper' : 'lower')} at best`;
  return possible(question, `if the devices differ little${told}`, known);
};
