import type { CalibrationStatistic, SumStatistic } from '../../schemas/types/statistic.ts';
import {
  addToBins,
  calibrationErrors,
  emptyBins,
  squaredError,
  type ConfidenceBin,
} from '../statistics/calibration.ts';
import { eventsForProportion } from '../statistics/power.ts';
import { explainAverage } from './average-sentence.ts';
import { judgeAverage } from './cluster-average.ts';
import { limitsFromAbove, outcomeOf } from './comparison.ts';
import type { Advice, Claim, Cluster, Display, Family, Judgement } from './family.ts';
import { counted } from './number-words.ts';
import { judgeShare } from './share-claim.ts';
import { errorJudgement, notBeating, union, withheld } from './undecided.ts';

/** Bins of equal width in which stated confidences are compared with what was right. */
const BINS = 10;

/** Fewest answers that can prove anything about stated confidences. */
export const LEAST_ANSWERS = 200;

const METHOD =
  'mean squared error of the stated confidence (Brier 1950) with one-sided t limit, linearised by cluster (Cochran 1977), K - 1 degrees of freedom; never less than the Clopper-Pearson bound of a share at the effective sample size, with a least intraclass correlation, as errors between 0 and 1 vary no more than that';

const asSums = ({ statistic, ...where }: Cluster<CalibrationStatistic>): Cluster<SumStatistic> => {
  const { n, sum, sumOfSquares, missing, invalid } = statistic;
  return { ...where, statistic: { n, sum, sumOfSquares, exposure: n, missing, invalid } };
};

const remembered = new WeakMap<object, readonly Cluster<SumStatistic>[]>();

/** The clusters as sums, the same ones every time, so that they are resampled once. */
const sumsOf = (
  clusters: readonly Cluster<CalibrationStatistic>[],
): readonly Cluster<SumStatistic>[] => {
  const known = remembered.get(clusters);
  if (known) return known;
  const sums = clusters.map(asSums);
  remembered.set(clusters, sums);
  return sums;
};

const mergeBins = (a: readonly ConfidenceBin[], b: readonly ConfidenceBin[]): ConfidenceBin[] =>
  a.map((bin, i) => ({
    n: bin.n + b[i]!.n,
    right: bin.right + b[i]!.right,
    confidence: bin.confidence + b[i]!.confidence,
    variance: bin.variance + b[i]!.variance,
  }));

const displayOf = ({ bins }: CalibrationStatistic): Display[] => {
  const { expected, maximum, byChance } = calibrationErrors(bins);
  return [
    {
      name: 'expected calibration error',
      value: expected,
      unit: '1',
      note: `${BINS} bins of equal width; never a criterion, as it is above 0 by chance alone`,
    },
    {
      name: 'expected calibration error by chance',
      value: byChance,
      unit: '1',
      note: 'what a perfectly calibrated model would show with the same confidences',
    },
    { name: 'largest calibration error of a bin', value: maximum, unit: '1' },
  ];
};

/** Answers a fresh pilot needs for a pass in 80 of 100, if the measured score is the true one. */
const advise = (mean: number, clusters: number, claim: Claim): Advice => {
  const sample = eventsForProportion(1 - claim.limit, 1 - mean, claim.confidence, 0.8);
  if (!limitsFromAbove(claim) || sample === null) {
    return notBeating('value', 'data');
  }
  const noun = claim.scope === 'fleet' ? 'device' : 'session';
  const enough = Math.max(5, clusters, Math.ceil(sample.n * claim.iccFloor * 1.25));
  return {
    advice: `A fresh pilot that is worth about ${sample.n} independent answers would decide it with 80 % chance, if the measured score is the true one; that takes about ${counted(enough, noun)}.`,
    needs: { events: sample.n, clusters: enough },
  };
};

const judge = (clusters: readonly Cluster<CalibrationStatistic>[], claim: Claim): Judgement => {
  const all = clusters
    .map(({ statistic }) => statistic)
    .reduce(calibration.merge, calibration.empty());
  if (all.invalid > 0) {
    const reason = `${counted(all.invalid, 'stated confidence')} ${all.invalid === 1 ? 'is' : 'are'} not between 0 and 1`;
    return errorJudgement(claim, METHOD, reason);
  }
  const average = judgeAverage(sumsOf(clusters), claim, METHOD);
  const { bounds } = average;
  if (average.outcome === 'error' || !bounds) return average;

  const used = clusters.filter(({ statistic }) => statistic.n > 0);
  const counts = used.map(({ statistic: { n, sum } }) => ({ successes: sum, trials: n }));
  const share = judgeShare(counts, { ...claim, share: claim.limit, most: claim.samples });
  const widest = {
    estimate: bounds.estimate,
    lower: Math.min(bounds.lower ?? 0, share.bounds.lower ?? 0),
    upper: Math.max(bounds.upper ?? 1, share.bounds.upper ?? 1),
  };
  const outcome = outcomeOf(widest, claim);
  const {
    advice: _advice,
    needs: _needs,
    reason: _reason,
    withheld: _withheld,
    ...measured
  } = average;
  const judgement: Judgement = {
    ...measured,
    outcome,
    bounds: widest,
    effectiveN: share.effectiveTrials,
    pMet: Math.max(average.pMet ?? 0, share.pMet),
    display: displayOf(all),
    ...(outcome === 'inconclusive' ? advise(all.sum / all.n, used.length, claim) : {}),
  };
  const few =
    all.n < LEAST_ANSWERS
      ? `there are ${counted(all.n, 'answer')}, and it takes at least ${LEAST_ANSWERS}`
      : undefined;
  const oneClass =
    all.truths.length === 1 ? `every event is of one class, ${all.truths[0]}` : undefined;
  return withheld(judgement, oneClass ?? (average.withheld ? average.reason : undefined) ?? few);
};

/** Stated confidence against what was right: the Brier score. Unit: 1. */
export const calibration: Family<CalibrationStatistic> = {
  empty: () => ({
    n: 0,
    sum: 0,
    sumOfSquares: 0,
    bins: emptyBins(BINS),
    missing: 0,
    invalid: 0,
    truths: [],
  }),
  accumulate: (statistic, { value, confidence, truth }) => {
    if (value === undefined || confidence === undefined) statistic.missing += 1;
    else if (!(confidence >= 0 && confidence <= 1)) statistic.invalid += 1;
    else {
      const right = value === 1;
      const error = squaredError(confidence, right);
      statistic.n += 1;
      statistic.sum += error;
      statistic.sumOfSquares += error * error;
      addToBins(statistic.bins, confidence, right);
      if (truth !== undefined && !statistic.truths.includes(truth)) statistic.truths.push(truth);
    }
    return statistic;
  },
  merge: (a, b) => ({
    n: a.n + b.n,
    sum: a.sum + b.sum,
    sumOfSquares: a.sumOfSquares + b.sumOfSquares,
    bins: mergeBins(a.bins, b.bins),
    missing: a.missing + b.missing,
    invalid: a.invalid + b.invalid,
    truths: union(a.truths, b.truths),
  }),
  judge,
  explain: explainAverage,
};
