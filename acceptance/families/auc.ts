import type { ScoreStatistic } from '../../schemas/types/statistic.ts';
import { placementsOf } from '../statistics/auc.ts';
import { successRun } from '../statistics/success-run.ts';
import { aucBasis, aucLimits, effectiveSizes, type AucBasis } from './auc-limits.ts';
import { explainAverage } from './average-sentence.ts';
import { decisiveBound, meets, outcomeOf } from './comparison.ts';
import type { Advice, Claim, Cluster, DeviceValue, Family, Judgement } from './family.ts';
import { counted } from './number-words.ts';
import { pByInversion } from './p-value.ts';
import { byDevice, tooFewSessions, tooUneven } from './scope.ts';
import { errorJudgement, faultIn, inOrder, notBeating, withheld } from './undecided.ts';

/** Fewest samples of the class, and of all others, that can prove anything. */
export const LEAST_OF_EACH = 30;

/** Share that as many samples as perfect separation needs would prove, each answered rightly. */
const LEAST_RUN = 0.95;

const METHOD =
  'chance of a higher score (Mann & Whitney 1947, ties by half), the least favourable of the one-sided logit limit of DeLong et al. 1988 at the effective sample size with a least intraclass correlation, the logit limit by cluster of Obuchowski 1997 with t, and the success run over pairs of the smaller class';

type Side = 'positive' | 'negative';

const having = (
  clusters: readonly Cluster<ScoreStatistic>[],
  side: Side,
): Cluster<ScoreStatistic>[] => clusters.filter(({ statistic }) => statistic[side].length > 0);

const named: Readonly<Record<Side, string>> = {
  positive: 'of the class',
  negative: 'of other classes',
};

/** Why the samples of one side cannot carry the claim, or undefined where they can. */
const tooNarrow = (
  clusters: readonly Cluster<ScoreStatistic>[],
  side: Side,
  claim: Claim,
): string | undefined => {
  const used = having(clusters, side);
  const n = used.reduce((sum, { statistic }) => sum + statistic[side].length, 0);
  if (n < LEAST_OF_EACH) {
    return `there are ${counted(n, 'sample')} ${named[side]}, and it takes at least ${LEAST_OF_EACH}`;
  }
  const cause =
    tooFewSessions(used, claim) ?? tooUneven(used, claim, (statistic) => statistic[side].length);
  return cause === undefined ? undefined : `of the samples ${named[side]}: ${cause}`;
};

/** Why the numbers of an area are not allowed to decide, or undefined where they are. */
export const aucDoubt = (
  clusters: readonly Cluster<ScoreStatistic>[],
  basis: AucBasis,
  claim: Claim,
): string | undefined => {
  const cause = tooNarrow(clusters, 'positive', claim) ?? tooNarrow(clusters, 'negative', claim);
  if (cause !== undefined) return cause;
  const { positives, negatives } = effectiveSizes(basis, claim);
  const fewest = Math.min(positives, negatives);
  const run = successRun(LEAST_RUN, claim.confidence);
  // Scores without any overlap, or all alike, show no spread to learn from.
  const spread = basis.variance.ofPositives + basis.variance.ofNegatives;
  return !(spread > 0) && fewest < run
    ? `the scores show no spread, and ${fewest.toFixed(0)} effective samples of the smaller class are too few to tell how far that holds: it takes ${run}`
    : undefined;
};

const deviceValues = (clusters: readonly Cluster<ScoreStatistic>[], claim: Claim): DeviceValue[] =>
  [...byDevice(clusters)].map(([device, own]) => {
    const all = own.map(({ statistic }) => statistic).reduce(auc.merge);
    const value = placementsOf(all)?.auc ?? null;
    const n = all.positive.length + all.negative.length;
    return { device, n, value, met: value === null ? null : meets(value, claim) };
  });

const judge = (clusters: readonly Cluster<ScoreStatistic>[], claim: Claim): Judgement => {
  const all = clusters.map(({ statistic }) => statistic);
  const count = (of: (statistic: ScoreStatistic) => number): number =>
    all.reduce((sum, statistic) => sum + of(statistic), 0);
  const invalid = count((statistic) => statistic.invalid);
  const n = count(({ positive, negative }) => positive.length + negative.length);
  const fault =
    invalid > 0
      ? `of ${counted(invalid, 'event')} the scores are not one finite number a class`
      : faultIn({ observed: n, missing: count(({ missing }) => missing) });
  if (fault !== undefined) return errorJudgement(claim, METHOD, fault);
  const basis = aucBasis(clusters);
  if (!basis) {
    const lacking = count(({ positive }) => positive.length) === 0 ? 'positive' : 'negative';
    return errorJudgement(claim, METHOD, `no sample is ${named[lacking]}`);
  }

  const boundsAt = (confidence: number) => ({
    estimate: basis.auc,
    ...aucLimits(basis, claim, confidence),
  });
  const bounds = boundsAt(claim.confidence);
  const outcome = outcomeOf(bounds, claim);
  const effective = effectiveSizes(basis, claim);
  const fewest = Math.min(effective.positives, effective.negatives);
  const used = clusters.filter(
    ({ statistic }) => statistic.positive.length + statistic.negative.length > 0,
  );
  const judgement: Judgement = {
    outcome,
    bounds,
    decisive: decisiveBound(claim),
    n,
    effectiveN: effective.positives + effective.negatives,
    icc: null,
    method: METHOD,
    pMet: pByInversion(boundsAt, claim),
    devices: inOrder(deviceValues(used, claim)),
    ...(outcome === 'inconclusive' ? advise(fewest, basis.auc, claim) : {}),
  };
  return withheld(judgement, aucDoubt(clusters, basis, claim));
};

const advise = (fewest: number, measured: number, claim: Claim): Advice => {
  if (!meets(measured, claim)) {
    return notBeating('value', 'data');
  }
  const noun = claim.scope === 'fleet' ? 'devices' : 'sessions';
  return {
    advice: `The samples of the smaller class are worth ${fewest.toFixed(0)} independent ones; a fresh pilot needs more of them, on more ${noun}.`,
  };
};

/** Area under the ROC curve of one class against all others. Unit: 1. */
export const auc: Family<ScoreStatistic> = {
  empty: () => ({ positive: [], negative: [], missing: 0, invalid: 0 }),
  accumulate: (statistic, { value, positive }) => {
    if (value === undefined) statistic.missing += 1;
    else if (!Number.isFinite(value)) statistic.invalid += 1;
    else (positive === true ? statistic.positive : statistic.negative).push(value);
    return statistic;
  },
  merge: (a, b) => ({
    positive: a.positive.concat(b.positive),
    negative: a.negative.concat(b.negative),
    missing: a.missing + b.missing,
    invalid: a.invalid + b.invalid,
  }),
  judge,
  explain: explainAverage,
};
