import type { ClassScoreStatistic } from '../../schemas/types/statistic.ts';
import { aucDoubt } from './auc.ts';
import { aucBasis, aucLimits, effectiveSizes, type AucBasis } from './auc-limits.ts';
import { explainAverage } from './average-sentence.ts';
import { againstOthers, classesIn, classScores, samplesIn, scoresFault } from './class-scores.ts';
import { decisiveBound, meets, outcomeOf } from './comparison.ts';
import type { Bounds, Claim, Cluster, DeviceValue, Family, Judgement } from './family.ts';
import { pByInversion } from './p-value.ts';
import { byDevice } from './scope.ts';
import { errorJudgement, inOrder, withheld } from './undecided.ts';

const METHOD =
  "mean over the classes of the area of each against all others (scikit-learn's roc_auc_score, ovr and macro; of two classes the area of the second), each with its own limits at a confidence that holds for all of them together (Bonferroni)";

type Clusters = readonly Cluster<ClassScoreStatistic>[];

/** The classes whose areas are averaged: all, and of two the second. */
const positionsIn = (clusters: Clusters): number[] => {
  const classes = classesIn(clusters);
  return classes === 2 ? [1] : Array.from({ length: classes }, (_, index) => index);
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const meanOrNull = (values: readonly (number | null)[]): number | null =>
  values.every((value) => value !== null) ? mean(values) : null;

/** The area over all classes; null where a class has no sample, or nothing but samples. */
export const macroArea = (clusters: Clusters): number | null =>
  scoresFault(clusters) === undefined
    ? meanOrNull(
        positionsIn(clusters).map((index) => aucBasis(againstOthers(clusters, index))?.auc ?? null),
      )
    : null;

const deviceValues = (clusters: Clusters, claim: Claim): DeviceValue[] =>
  [...byDevice(clusters)].map(([device, own]) => {
    const value = macroArea(own);
    return {
      device,
      n: samplesIn(own),
      value,
      met: value === null ? null : meets(value, claim),
    };
  });

const judge = (all: Clusters, claim: Claim): Judgement => {
  const fault = scoresFault(all);
  if (fault !== undefined) return errorJudgement(claim, METHOD, fault);
  const clusters = all.filter(({ statistic }) => statistic.truths.length > 0);
  const areas = positionsIn(clusters).map((index) => {
    const own = againstOthers(clusters, index);
    return { index, own, basis: aucBasis(own) as AucBasis };
  });
  const boundsAt = (confidence: number): Bounds => {
    const each = 1 - (1 - confidence) / areas.length;
    const limits = areas.map(({ basis }) => aucLimits(basis, claim, each));
    return {
      estimate: mean(areas.map(({ basis }) => basis.auc)),
      lower: meanOrNull(limits.map(({ lower }) => lower)),
      upper: meanOrNull(limits.map(({ upper }) => upper)),
    };
  };
  const bounds = boundsAt(claim.confidence);
  const worth = areas.map(({ basis }) => effectiveSizes(basis, claim));
  const doubt = areas
    .map(({ own, basis, index }) => ({ index, why: aucDoubt(own, basis, claim) }))
    .find(({ why }) => why !== undefined);
  const judgement: Judgement = {
    outcome: outcomeOf(bounds, claim),
    bounds,
    decisive: decisiveBound(claim),
    n: samplesIn(clusters),
    effectiveN: Math.min(...worth.map(({ positives, negatives }) => positives + negatives)),
    icc: null,
    method: METHOD,
    pMet: pByInversion(boundsAt, claim),
    devices: inOrder(deviceValues(clusters, claim)),
  };
  return withheld(judgement, doubt && `of class ${doubt.index + 1}: ${doubt.why}`);
};

/** Area under the ROC curve over all classes, as machine learning usually states it. Unit: 1. */
export const aucMacro: Family<ClassScoreStatistic> = {
  ...classScores,
  judge,
  explain: explainAverage,
};
