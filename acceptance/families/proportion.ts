import type { ShareStatistic } from '../../schemas/types/statistic.ts';
import { decidedBy, decisiveBound, meets } from './comparison.ts';
import type { Claim, Cluster, Family, Judgement } from './family.ts';
import { percentInWords } from './number-words.ts';
import { byDevice, countApart, partOf, tooFewClusters, tooUneven } from './scope.ts';
import { shareAdvice } from './share-advice.ts';
import { judgeShare, SHARE_METHOD } from './share-claim.ts';
import { errorJudgement, faultIn, inOrder, union, withheld } from './undecided.ts';

const CAPPED = `${SHARE_METHOD}, never more than the number of different samples`;

const sum = (
  clusters: readonly Cluster<ShareStatistic>[],
  of: 'trials' | 'successes' | 'missing',
) => clusters.reduce((total, { statistic }) => total + statistic[of], 0);

/**
 * Why a share over all classes says nothing: with one true class a device that always gives the
 * same answer looks perfect. Shares of one class (recall) carry no truths here.
 */
const oneClass = (clusters: readonly Cluster<ShareStatistic>[]): string | undefined => {
  const truths = new Set(clusters.flatMap(({ statistic }) => statistic.truths));
  return truths.size === 1 ? `every event is of one class, ${[...truths][0]}` : undefined;
};

const judge = (clusters: readonly Cluster<ShareStatistic>[], claim: Claim): Judgement => {
  const used = clusters.filter(({ statistic }) => statistic.trials > 0);
  const trials = sum(used, 'trials');
  const fault = faultIn({ observed: trials, missing: sum(clusters, 'missing') });
  if (fault !== undefined) return errorJudgement(claim, SHARE_METHOD, fault);
  const shareClaim = { ...claim, share: claim.limit / 100, most: claim.samples };
  const counts = used.map((cluster) => {
    const { successes, trials } = cluster.statistic;
    return { successes, trials, within: partOf(cluster) };
  });
  const judged = judgeShare(counts, shareClaim);
  const percent = (share: number | null): number | null => (share === null ? null : share * 100);
  const { estimate, lower, upper } = judged.bounds;
  const devices = [...byDevice(used)].map(([device, own]) => {
    const n = sum(own, 'trials');
    const value = (sum(own, 'successes') / n) * 100;
    return { device, n, k: sum(own, 'successes'), value, met: meets(value, claim) };
  });
  const judgement: Judgement = {
    outcome: judged.outcome,
    bounds: { estimate: percent(estimate), lower: percent(lower), upper: percent(upper) },
    share: judged.bounds,
    decisive: decisiveBound(claim),
    n: trials,
    k: judged.successes,
    effectiveN: judged.effectiveTrials,
    icc: judged.icc,
    method: judged.capped ? CAPPED : SHARE_METHOD,
    pMet: judged.pMet,
    devices: inOrder(devices),
    shareBasis: { counts, claim: shareClaim },
    ...(judged.outcome === 'inconclusive' ? shareAdvice(judged, shareClaim, countApart(used)) : {}),
  };
  return withheld(
    judgement,
    oneClass(used) ??
      tooFewClusters(used, claim) ??
      tooUneven(used, claim, ({ trials: each }) => each),
  );
};

/** Shares of events that meet a condition: accuracy, recall, false-positive rate. Unit: %. */
export const proportion: Family<ShareStatistic> = {
  empty: () => ({ trials: 0, successes: 0, missing: 0, truths: [] }),
  accumulate: (statistic, { value, truth }) => {
    if (value === undefined) statistic.missing += 1;
    else {
      statistic.trials += 1;
      statistic.successes += value;
      if (truth !== undefined && !statistic.truths.includes(truth)) statistic.truths.push(truth);
    }
    return statistic;
  },
  merge: (a, b) => ({
    trials: a.trials + b.trials,
    successes: a.successes + b.successes,
    missing: a.missing + b.missing,
    truths: union(a.truths, b.truths),
  }),
  judge,
  explain: ({ outcome, share, decisive }, _claim, { title, rule, whom }) => {
    const measured = share?.estimate == null ? 'unknown' : percentInWords(share.estimate);
    const decided = decidedBy(outcome, decisive);
    const bound = share?.[decided];
    const edge = bound == null ? 'unknown' : percentInWords(bound, decided);
    const side = decisive === 'lower' ? 'at least' : 'at most';
    if (outcome === 'pass') {
      return `${title} was ${measured}; even allowing for chance it is ${side} ${edge} in ${whom} (required: ${rule}).`;
    }
    if (outcome === 'fail') {
      return `${title} was ${measured} and misses the limit even when chance is allowed for: at best ${edge} (required: ${rule}).`;
    }
    return `${title} was ${measured}, which proves only ${side} ${edge} (required: ${rule}).`;
  },
};
