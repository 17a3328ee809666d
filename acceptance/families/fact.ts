import type { ExtremeStatistic } from '../../schemas/types/statistic.ts';
import { decisiveBound, limitsFromAbove, meets } from './comparison.ts';
import type { Claim, Cluster, Family, Judgement } from './family.ts';
import { byDevice, tooFewClusters } from './scope.ts';
import { errorJudgement, faultIn, inOrder, withheld } from './undecided.ts';

const METHOD =
  'inspection: the least favourable value seen, without inference beyond what was seen';

const least = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

const greatest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

const merge = (a: ExtremeStatistic, b: ExtremeStatistic): ExtremeStatistic => ({
  n: a.n + b.n,
  least: least(a.least, b.least),
  greatest: greatest(a.greatest, b.greatest),
  missing: a.missing + b.missing,
  invalid: a.invalid + b.invalid,
});

const judge = (clusters: readonly Cluster<ExtremeStatistic>[], claim: Claim): Judgement => {
  const all = clusters.map(({ statistic }) => statistic).reduce(merge, fact.empty());
  const fault = faultIn({ observed: all.n, missing: all.missing, invalid: all.invalid });
  if (fault !== undefined) return errorJudgement(claim, METHOD, fault);
  const worstOf = (statistic: ExtremeStatistic): number | null =>
    limitsFromAbove(claim) ? statistic.greatest : statistic.least;
  const worst = worstOf(all)!;
  const used = clusters.filter(({ statistic, device }) => statistic.n > 0 && device !== '');
  const devices = [...byDevice(used)].map(([device, own]) => {
    const seen = own.map(({ statistic }) => statistic).reduce(merge);
    const value = worstOf(seen);
    return { device, n: seen.n, value, met: value === null ? null : meets(value, claim) };
  });
  const outcome = meets(worst, claim) ? 'pass' : 'fail';
  const judgement: Judgement = {
    outcome,
    bounds: { estimate: worst, lower: worst, upper: worst },
    decisive: decisiveBound(claim),
    n: all.n,
    effectiveN: null,
    icc: null,
    method: METHOD,
    pMet: null,
    devices: inOrder(devices),
  };
  // What a build shows needs no device; what devices showed misses the limit on one as on many.
  const needsDevices = outcome === 'pass' && clusters.some(({ device }) => device !== '');
  return withheld(judgement, needsDevices ? tooFewClusters(used, claim) : undefined);
};

/** Values that are looked up rather than inferred: image sizes, the least headroom seen. */
export const fact: Family<ExtremeStatistic> = {
  empty: () => ({ n: 0, least: null, greatest: null, missing: 0, invalid: 0 }),
  accumulate: (statistic, { value }) => {
    if (value === undefined) statistic.missing += 1;
    else if (Number.isFinite(value) && value >= 0) {
      statistic.n += 1;
      statistic.least = least(statistic.least, value);
      statistic.greatest = greatest(statistic.greatest, value);
    } else statistic.invalid += 1;
    return statistic;
  },
  merge,
  judge,
  explain: ({ outcome, bounds }, _claim, { title, write, rule }) =>
    outcome === 'pass'
      ? `${title} is ${write(bounds?.estimate ?? null)} (required: ${rule}).`
      : `${title} is ${write(bounds?.estimate ?? null)} and misses the limit (required: ${rule}).`,
};
