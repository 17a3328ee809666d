import type { ConfusionStatistic } from '../../schemas/types/statistic.ts';
import { clusterProportion } from '../statistics/cluster-proportion.ts';
import { intraclassCorrelation } from '../statistics/icc.ts';
import { countsOfClass, macroF1Of } from '../statistics/macro-f1.ts';
import { explainAverage } from './average-sentence.ts';
import { decisiveBound, meets, outcomeOf } from './comparison.ts';
import type { Advice, Claim, Cluster, DeviceValue, Family, Judgement } from './family.ts';
import {
  countsIn,
  macroF1Basis,
  macroF1Limits,
  MANY_CLUSTERS,
  sharesIn,
  type MacroF1Basis,
} from './macro-f1-limits.ts';
import { counted } from './number-words.ts';
import { pByInversion } from './p-value.ts';
import { byDevice, tooFewSessions, tooUneven } from './scope.ts';
import { errorJudgement, faultIn, inOrder, notBeating, withheld } from './undecided.ts';

/** Fewest samples of every class that can prove anything. */
export const LEAST_OF_EACH_CLASS = 30;

const BASE = 'mean of the F1 of every class that occurred or was answered';

const REST =
  'with every error as often as the exact limit of their share allows at the effective sample size, and with the misses of a class that a success run leaves possible';

const methodOf = ({ clusters, complete }: MacroF1Basis, { scope }: Claim): string => {
  const noun = scope === 'fleet' ? 'device' : 'session';
  if (clusters.length >= MANY_CLUSTERS) {
    return `${BASE}, the least favourable of the percentile bootstrap over whole ${noun}s, that ${REST}`;
  }
  const how = complete
    ? `one-sided t limit on the macro-F1 of each ${noun}`
    : `one-sided t limit on the jackknife pseudo-values of the ${noun}s, as not every ${noun} has every class`;
  return `${BASE}, the least favourable of the ${how}, that ${REST}`;
};

const answersOf = ({ answers }: ConfusionStatistic): number =>
  Object.values(answers).reduce(
    (sum, row) => sum + Object.values(row).reduce((own, times) => own + times, 0),
    0,
  );

const timesOf =
  (name: string): ((statistic: ConfusionStatistic) => number) =>
  ({ answers }) =>
    Object.hasOwn(answers, name)
      ? Object.values(answers[name]!).reduce((sum, times) => sum + times, 0)
      : 0;

/** Why the samples of some class cannot carry the claim, or undefined where those of each can. */
const tooNarrow = (
  clusters: readonly Cluster<ConfusionStatistic>[],
  { classes, total }: MacroF1Basis,
  claim: Claim,
): string | undefined => {
  const occurring = classes.filter((_, i) => countsOfClass(total, i).occurred > 0);
  if (occurring.length === 1) return `every event is of one class, ${occurring[0]}`;
  for (const [i, name] of classes.entries()) {
    const { occurred } = countsOfClass(total, i);
    if (occurred < LEAST_OF_EACH_CLASS) {
      return `there are ${counted(occurred, 'sample')} of class ${name}, and it takes at least ${LEAST_OF_EACH_CLASS} of every class`;
    }
    const times = timesOf(name);
    const having = clusters.filter(({ statistic }) => times(statistic) > 0);
    const cause = tooFewSessions(having, claim) ?? tooUneven(having, claim, times);
    if (cause !== undefined) return `of class ${name}: ${cause}`;
  }
  return undefined;
};

const deviceValues = (
  clusters: readonly Cluster<ConfusionStatistic>[],
  { classes }: MacroF1Basis,
  claim: Claim,
): DeviceValue[] =>
  [...byDevice(clusters)].map(([device, own]) => {
    const all = own.map(({ statistic }) => statistic).reduce(macroF1.merge);
    const counts = countsIn(all, classes);
    // A device that never met a class has no macro-F1 over all of them.
    const has = classes.every((_, i) => countsOfClass(counts, i).occurred > 0);
    const value = has ? macroF1Of(counts) : null;
    return { device, n: answersOf(all), value, met: value === null ? null : meets(value, claim) };
  });

const advise = (value: number, clusters: number, claim: Claim): Advice => {
  if (!meets(value, claim)) {
    return notBeating('value', 'data');
  }
  const noun = claim.scope === 'fleet' ? 'devices' : 'sessions';
  return {
    advice: `A fresh pilot on more than ${Math.max(5, clusters)} ${noun} is needed, with more different samples of the rarest class; more events on the same ${noun} help little.`,
  };
};

const judge = (all: readonly Cluster<ConfusionStatistic>[], claim: Claim): Judgement => {
  const n = all.reduce((sum, { statistic }) => sum + answersOf(statistic), 0);
  const missing = all.reduce((sum, { statistic }) => sum + statistic.missing, 0);
  const fault = faultIn({ observed: n, missing });
  if (fault !== undefined) return errorJudgement(claim, BASE, fault);
  const basis = macroF1Basis(all);
  const boundsAt = (confidence: number) => ({
    estimate: basis.value,
    ...macroF1Limits(basis, claim, confidence),
  });
  const bounds = boundsAt(claim.confidence);
  const outcome = outcomeOf(bounds, claim);
  const shares = sharesIn(basis);
  const { samples } = claim;
  const { effectiveTrials } = clusterProportion(shares, claim.confidence, claim.iccFloor, samples);
  const moments = shares.map(({ successes: sum, trials }) => ({
    n: trials,
    sum,
    sumOfSquares: sum,
  }));
  const used = all.filter(({ statistic }) => answersOf(statistic) > 0);
  const judgement: Judgement = {
    outcome,
    bounds,
    decisive: decisiveBound(claim),
    n,
    effectiveN: effectiveTrials,
    icc: intraclassCorrelation(moments).icc,
    method: methodOf(basis, claim),
    pMet: pByInversion(boundsAt, claim),
    devices: inOrder(deviceValues(used, basis, claim)),
    ...(outcome === 'inconclusive' ? advise(basis.value, used.length, claim) : {}),
  };
  return withheld(
    judgement,
    tooNarrow(used, basis, claim) ??
      tooFewSessions(used, claim) ??
      tooUneven(used, claim, answersOf),
  );
};

/** Names of classes come from events and may be any text. */
const named = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

const add = (
  answers: ConfusionStatistic['answers'],
  truth: string,
  label: string,
  times: number,
): void => {
  const row = (answers[truth] ??= named());
  row[label] = (row[label] ?? 0) + times;
};

/** Macro-F1: the mean of the F1 of every class. Unit: 1. */
export const macroF1: Family<ConfusionStatistic> = {
  empty: () => ({ answers: named(), missing: 0 }),
  accumulate: (statistic, { value, truth, label }) => {
    if (value === undefined || truth === undefined || label === undefined) statistic.missing += 1;
    else add(statistic.answers, truth, label, 1);
    return statistic;
  },
  merge: (a, b) => {
    const merged = macroF1.empty();
    for (const { answers } of [a, b]) {
      for (const [truth, row] of Object.entries(answers)) {
        for (const [label, times] of Object.entries(row)) add(merged.answers, truth, label, times);
      }
    }
    merged.missing = a.missing + b.missing;
    return merged;
  },
  judge,
  explain: explainAverage,
};
