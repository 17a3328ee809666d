import type { Need } from '../../schemas/types/requirements.ts';
import { LEAST_OF_EACH } from '../families/auc.ts';
import { inWords } from '../families/number-words.ts';
import { powerForAuc, type AucTruth } from '../statistics/power-auc.ts';
import type { Assumption } from './assumption.ts';
import type { Question } from './question.ts';
import { firstDesign } from './first-design.ts';
import { needOf, type Sized } from './requirement.ts';
import { bestScore, positivesAndNegatives } from './score-feasibility.ts';
import { differentSamples, isShared } from './shared-samples.ts';

/** Samples of the class among all where the plan does not tell. */
const USUAL_SHARE = 0.5;

/** Size of a pilot for an area under the ROC curve. */
export const sizeAuc = (question: Question, { value, icc }: Assumption): Sized => {
  const { claim, planned } = question;
  const { limit, confidence, iccFloor } = claim;
  const truth: AucTruth = { limit, auc: value, confidence, icc, iccFloor };
  const sizes = positivesAndNegatives(question);
  const all = sizes ? sizes.positives + sizes.negatives : 0;
  const share = sizes && all > 0 ? sizes.positives / all : USUAL_SHARE;
  const { clusters } = planned;
  const different = differentSamples(question);
  // Both classes are taken to be shared alike.
  const differentShare = (on: number, events: number): number =>
    Math.min(1, different(on, events / on) / events);
  const needed = (power: number): Need | null => {
    if (!(value > limit) || share <= 0 || share >= 1) return null;
    const enough = (on: number, each: number): boolean => {
      const [positives, negatives] = [on * each * share, on * each * (1 - share)];
      if (Math.min(positives, negatives) < LEAST_OF_EACH) return false;
      const design = { clusters: on, positives, negatives };
      return powerForAuc(truth, { ...design, different: differentShare(on, on * each) }) >= power;
    };
    const rarity = 1 / Math.min(share, 1 - share);
    const found = firstDesign(enough, question, {
      icc,
      rarity,
      samples: isShared(question) ? 'shared' : 'own',
    });
    return found && needOf(found.clusters, found.clusters * found.each, question);
  };
  const best = bestScore(question);
  const isTold = sizes !== null && all > 0 && Number.isFinite(clusters);
  const written = String(Number(value.toFixed(4)));
  return {
    assumed: written,
    condition: `it is ${written}`,
    needed,
    power: isTold
      ? powerForAuc(truth, { clusters, ...sizes, different: differentShare(clusters, all) })
      : null,
    best: best === null ? null : `>= ${inWords(best, 'lower')}`,
  };
};
