import type { SumStatistic } from '../../schemas/types/statistic.ts';
import { intraclassCorrelation } from '../statistics/icc.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { decisiveBound, limitsFromAbove, meets, outcomeOf } from './comparison.ts';
import type { Advice, Bounds, Claim, Cluster, Judgement } from './family.ts';
import { averageOf, evenly, metByChance } from './fleet-average.ts';
import { byDevice, tooFewSessions, tooUneven } from './scope.ts';
import { errorJudgement, faultIn, inOrder, notBeating, withheld } from './undecided.ts';

/** Statistic of values that are summed over what they are divided by. */
export const emptySums = (): SumStatistic => ({
  n: 0,
  sum: 0,
  sumOfSquares: 0,
  exposure: 0,
  missing: 0,
  invalid: 0,
});

export const addToSums = (
  statistic: SumStatistic,
  value: number | undefined,
  exposure: number,
): SumStatistic => {
  if (value === undefined) statistic.missing += 1;
  else if (Number.isFinite(value) && value >= 0 && Number.isFinite(exposure)) {
    statistic.n += 1;
    statistic.sum += value;
    statistic.sumOfSquares += value * value;
    statistic.exposure += exposure;
  } else statistic.invalid += 1;
  return statistic;
};

export const mergeSums = (a: SumStatistic, b: SumStatistic): SumStatistic => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  sumOfSquares: a.sumOfSquares + b.sumOfSquares,
  exposure: a.exposure + b.exposure,
  missing: a.missing + b.missing,
  invalid: a.invalid + b.invalid,
});

/** Clusters a fresh pilot needs for a pass in 80 of 100, if mean and spread are the true ones. */
const advise = (claim: Claim, gap: number, standardError: number, clusters: number): Advice => {
  if (!(gap > 0)) {
    return notBeating('value', 'data');
  }
  const z = normalQuantile(claim.confidence) + normalQuantile(0.8);
  const needed = Math.ceil(clusters * ((z * standardError) / gap) ** 2) + 2;
  const noun = claim.scope === 'fleet' ? 'devices' : 'sessions';
  const on = Math.max(5, needed);
  return {
    advice: `A fresh pilot on about ${on} ${noun} would decide it with 80 % chance, if mean and spread are as measured; more events on the same ${noun} help little.`,
    needs: { clusters: on },
  };
};

/**
 * Judges sum / exposure over clusters with one-sided t limits, K - 1 degrees of freedom, and turns
 * value and limits into the metric's unit where a transform is claimed.
 */
export const judgeAverage = (
  clusters: readonly Cluster<SumStatistic>[],
  claim: Claim,
  bare: string,
): Judgement => {
  const scoped = `${bare}; ${evenly(claim)}`;
  const used = clusters.filter(({ statistic }) => statistic.n > 0);
  const count = (of: 'n' | 'missing' | 'invalid'): number =>
    clusters.reduce((total, { statistic }) => total + statistic[of], 0);
  const n = count('n');
  const fault = faultIn({ observed: n, missing: count('missing'), invalid: count('invalid') });
  if (fault !== undefined) return errorJudgement(claim, scoped, fault);
  const exposure = used.reduce((total, { statistic }) => total + statistic.exposure, 0);
  if (!(exposure > 0)) return errorJudgement(claim, scoped, 'the events cover no time');

  const { apply, falling } = claim.transform ?? { apply: (value: number) => value, falling: false };
  const sums = used.map(({ statistic }) => ({ sum: statistic.sum, n: statistic.exposure }));
  const average = averageOf(sums, claim, clusters);
  // Values are never negative, so neither is their mean, whatever the t limit says.
  const edges = [average.lower, average.upper].map((edge) => {
    const value = edge === null ? Number.NaN : apply(Math.max(0, edge));
    return Number.isFinite(value) ? value : null;
  });
  const [lower = null, upper = null] = falling ? edges.toReversed() : edges;
  const bounds: Bounds = { estimate: apply(average.estimate), lower, upper };

  const devices = [...byDevice(used)].map(([device, own]) => {
    const total = own.map(({ statistic }) => statistic).reduce(mergeSums);
    const value = apply(total.sum / total.exposure);
    return { device, n: total.n, value, met: meets(value, claim) };
  });
  const outcome = outcomeOf(bounds, claim);
  const side = limitsFromAbove(claim) ? 1 : -1;
  // Gap and spread in the metric's own unit, so that they compare after a transform.
  const distance = (mean: number): number => side * (claim.limit - apply(mean));
  const spread = ({ mean, standardError }: { mean: number; standardError: number }): number =>
    Math.abs(apply(mean + standardError) - apply(mean));
  const gap = Math.min(distance(average.estimate), ...average.parts.map((p) => distance(p.mean)));
  const widest = Math.max(0, ...average.parts.map(spread));
  const judgement: Judgement = {
    outcome,
    bounds,
    decisive: decisiveBound(claim),
    n,
    effectiveN: null,
    icc: intraclassCorrelation(used.map(({ statistic }) => statistic)).icc,
    method: scoped + average.about,
    pMet: metByChance(average, distance, spread),
    devices: inOrder(devices),
    ...(outcome === 'inconclusive' ? advise(claim, gap, widest, used.length) : {}),
  };
  return withheld(judgement, tooFewSessions(used, claim) ?? tooUneven(used, claim, ({ n }) => n));
};
