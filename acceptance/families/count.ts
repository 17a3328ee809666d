import type { TallyStatistic } from '../../schemas/types/statistic.ts';
import { decisiveBound, limitsFromAbove, meets } from './comparison.ts';
import type { Claim, Cluster, Family, Judgement } from './family.ts';
import { counted } from './number-words.ts';
import { byDevice } from './scope.ts';
import { errorJudgement, inOrder, withheld } from './undecided.ts';

const METHOD = 'count on each device, the least favourable deciding, without inference';

const merge = (a: TallyStatistic, b: TallyStatistic): TallyStatistic => ({
  n: a.n + b.n,
  void: a.void + b.void,
});

const judge = (clusters: readonly Cluster<TallyStatistic>[], claim: Claim): Judgement => {
  const all = clusters.map(({ statistic }) => statistic).reduce(merge, count.empty());
  if (all.n + all.void === 0) {
    return errorJudgement(claim, METHOD, 'no event tells anything about it');
  }
  const devices = [...byDevice(clusters)].map(([device, own]) => {
    const { n } = own.map(({ statistic }) => statistic).reduce(merge);
    return { device, n, value: n, met: meets(n, claim) };
  });
  const counts = devices.map(({ value }) => value);
  const worst = limitsFromAbove(claim) ? Math.max(...counts) : Math.min(...counts);
  const outcome = meets(worst, claim) ? 'pass' : 'fail';
  const ignored = all.void > 0 ? `; ${counted(all.void, 'event')} hold nothing to count` : '';
  const short =
    outcome === 'pass' && devices.length < claim.leastDevices
      ? `the suite asks for at least ${counted(claim.leastDevices, 'device')}, and ${counted(devices.length, 'device')} sent such events`
      : undefined;
  const judgement: Judgement = {
    outcome,
    ...(outcome === 'fail' ? { reason: `the count misses the limit${ignored}` } : {}),
    bounds: { estimate: worst, lower: worst, upper: worst },
    decisive: decisiveBound(claim),
    n: all.n,
    effectiveN: null,
    icc: null,
    method: METHOD,
    pMet: null,
    devices: inOrder(devices),
  };
  return withheld(judgement, short);
};

/** How many events of a kind each device gave; those that hold nothing are none. */
export const count: Family<TallyStatistic> = {
  empty: () => ({ n: 0, void: 0 }),
  accumulate: (statistic, { value }) => {
    if (value !== undefined && Number.isFinite(value) && value > 0) statistic.n += 1;
    else statistic.void += 1;
    return statistic;
  },
  merge,
  judge,
  explain: ({ outcome, bounds, devices }, _claim, { title, write, rule }) => {
    const where = devices.length === 1 ? '' : ' on the device with the least favourable count';
    const missed = outcome === 'pass' ? '' : ', which misses the limit';
    return `${title}: ${write(bounds?.estimate ?? null)}${where}${missed} (required: ${rule}).`;
  },
};
