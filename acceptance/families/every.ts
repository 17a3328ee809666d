import type { ValueStatistic } from '../../schemas/types/statistic.ts';
import { decisiveBound, limitsFromAbove, meets } from './comparison.ts';
import type { Claim, Cluster, Family, Judgement } from './family.ts';
import { counted, percentInWords } from './number-words.ts';
import { quantile } from './quantile.ts';
import { byDevice, partOf, tooFewClusters, tooUneven } from './scope.ts';
import { judgeShare } from './share-claim.ts';
import { errorJudgement, faultIn, inOrder, withheld } from './undecided.ts';

const METHOD =
  'every event seen must meet the limit; what that proves of others is the share rule of Clopper-Pearson at the effective sample size';

/** The least favourable of some values, and how many of them meet the limit. */
interface Seen {
  readonly n: number;
  readonly k: number;
  readonly worst: number;
}

const seenIn = (clusters: readonly Cluster<ValueStatistic>[], claim: Claim): Seen => {
  const further = limitsFromAbove(claim) ? Math.max : Math.min;
  let [n, k, worst] = [0, 0, Number.NaN];
  for (const { statistic } of clusters) {
    for (const value of statistic.values) {
      n += 1;
      if (meets(value, claim)) k += 1;
      worst = n === 1 ? value : further(worst, value);
    }
  }
  return { n, k, worst };
};

const judge = (clusters: readonly Cluster<ValueStatistic>[], claim: Claim): Judgement => {
  const used = clusters.filter(({ statistic }) => statistic.values.length > 0);
  const count = (of: 'missing' | 'invalid'): number =>
    clusters.reduce((total, { statistic }) => total + statistic[of], 0);
  const { n, k, worst } = seenIn(used, claim);
  const fault = faultIn({ observed: n, missing: count('missing'), invalid: count('invalid') });
  if (fault !== undefined) return errorJudgement(claim, METHOD, fault);

  const counts = used.map((cluster) => {
    const own = seenIn([cluster], claim);
    return { trials: own.n, successes: own.k, within: partOf(cluster) };
  });
  const share = { ...claim, op: '>=', share: 1 } as const;
  const others = judgeShare(counts, share);
  const devices = [...byDevice(used)].map(([device, own]) => {
    const seen = seenIn(own, claim);
    return { device, n: seen.n, k: seen.k, value: seen.worst, met: seen.k === seen.n };
  });
  const outcome = k === n ? 'pass' : 'fail';
  const judgement: Judgement = {
    outcome,
    ...(outcome === 'fail' ? { reason: `${counted(n - k, 'event')} missed the limit` } : {}),
    bounds: { estimate: worst, lower: worst, upper: worst },
    share: others.bounds,
    decisive: decisiveBound(claim),
    n,
    k,
    effectiveN: others.effectiveTrials,
    icc: null,
    method: METHOD,
    pMet: null,
    devices: inOrder(devices),
    shareBasis: {
      counts,
      claim: share,
      judge: (own, asked) => ({ outcome, bounds: judgeShare(own, asked).bounds }),
    },
  };
  if (outcome === 'fail') return judgement;
  // One event that missed refutes it on any device; that none did proves little on few.
  return withheld(
    judgement,
    tooFewClusters(used, claim) ?? tooUneven(used, claim, ({ values }) => values.length),
  );
};

/** Every single event must meet the limit: a hard deadline. Statistics are those of quantiles. */
export const every: Family<ValueStatistic> = {
  ...quantile,
  judge,
  explain: ({ outcome, share, n, k = 0, bounds }, claim, { title, write, rule, whom }) => {
    const worst = write(bounds?.estimate ?? null);
    const seen = `${title}: ${k} of ${counted(n, 'event')} met it, the worst at ${worst}`;
    if (outcome !== 'pass') return `${seen} (required of each: ${rule}).`;
    const proven = share?.lower == null ? 'an unknown share' : percentInWords(share.lower, 'lower');
    return `${seen} (required of each: ${rule}); with ${percentInWords(claim.confidence)} confidence at least ${proven} of the events in ${whom} would.`;
  },
};
