import type { ValueStatistic } from '../../schemas/types/statistic.ts';
import { quantileShare } from '../criterion/statistic-name.ts';
import type { ClusterCount } from '../statistics/cluster-proportion.ts';
import { clusterQuantileBounds, countsWithin } from '../statistics/cluster-quantile.ts';
import { quantileOfSorted } from '../statistics/descriptive.ts';
import { pooledOrder } from '../statistics/pooled-order.ts';
import { sortedValues } from '../statistics/whole-number-order.ts';
import { decisiveBound, limitsFromAbove, meets, outcomeOf } from './comparison.ts';
import type { Claim, Cluster, Family, Judgement, ShareClaim } from './family.ts';
import { counted, percentInWords } from './number-words.ts';
import { byDevice, countApart, partOf, tooFewClusters, tooUneven } from './scope.ts';
import { shareAdvice } from './share-advice.ts';
import { judgeShare, SHARE_METHOD } from './share-claim.ts';
import { errorJudgement, faultIn, inOrder, withheld } from './undecided.ts';

const METHOD = `share within the limit, ${SHARE_METHOD}`;

const CONTRADICTED =
  'the devices differ so much that a looser limit is not proven by the same events';

/** What an event does that meets a limit: now, and in the past. */
const doing: Readonly<Record<Claim['op'], readonly [string, string]>> = {
  '<=': ['stay within', 'stayed within'],
  '<': ['stay below', 'stayed below'],
  '>=': ['reach', 'reached'],
  '>': ['exceed', 'exceeded'],
};

/** Clusters that hold values, each ascending, and those of each device. */
interface Sorted {
  readonly used: readonly Cluster<ValueStatistic>[];
  readonly groups: readonly Float64Array[];
  readonly devices: ReadonlyMap<string, readonly number[]>;
  readonly ofDevice: ReadonlyMap<string, readonly Float64Array[]>;
}

const remembered = new WeakMap<readonly Cluster<ValueStatistic>[], Sorted>();

/** Sorts the values of the clusters once, however many criteria ask about them. */
const sortedOnce = (clusters: readonly Cluster<ValueStatistic>[]): Sorted => {
  const known = remembered.get(clusters);
  if (known) return known;
  const used = clusters.filter(({ statistic }) => statistic.values.length > 0);
  const groups = used.map(({ statistic }) => sortedValues(statistic.values));
  const numbers = new Map(used.map((cluster, i) => [cluster, i]));
  const devices = new Map(
    [...byDevice(used)].map(([device, own]) => [device, own.map((one) => numbers.get(one)!)]),
  );
  const ofDevice = new Map(
    [...devices].map(([device, own]) => [device, own.map((i) => groups[i]!)]),
  );
  const result = { used, groups, devices, ofDevice };
  remembered.set(clusters, result);
  return result;
};

const pooled = (groups: readonly Float64Array[]): Float64Array =>
  groups.length === 1 ? groups[0]! : pooledOrder(groups).values;

/** Events that meet a limit, one entry a cluster with events; parts of a session say of which. */
export const countsMeeting = (
  clusters: readonly Cluster<ValueStatistic>[],
  { op, limit }: Pick<Claim, 'op' | 'limit'>,
): ClusterCount[] => {
  const { used, groups } = sortedOnce(clusters);
  // Events at the limit itself are within "<=" and ">=", and outside "<" and ">".
  const below = countsWithin(groups, limit, op === '<=' || op === '>');
  return below.map(({ successes, trials }, i) => ({
    trials,
    successes: limitsFromAbove({ op }) ? successes : trials - successes,
    within: partOf(used[i]!),
  }));
};

/**
 * "The p-quantile is at most L" says that at least a share p of the events stay within L; "at
 * least L", that at least 1 - p of them reach it. Both are judged as that share.
 */
const asShare = (claim: Claim): ShareClaim & { p: number } => {
  const p = quantileShare(claim.statistic) ?? Number.NaN;
  const share = limitsFromAbove(claim) ? p : Number((1 - p).toPrecision(12));
  return { ...claim, p, op: '>=', share };
};

const judge = (clusters: readonly Cluster<ValueStatistic>[], claim: Claim): Judgement => {
  const { used, groups, devices, ofDevice } = sortedOnce(clusters);
  const count = (of: 'missing' | 'invalid'): number =>
    clusters.reduce((total, { statistic }) => total + statistic[of], 0);
  const n = groups.reduce((sum, group) => sum + group.length, 0);
  const fault = faultIn({ observed: n, missing: count('missing'), invalid: count('invalid') });
  if (fault !== undefined) return errorJudgement(claim, METHOD, fault);

  const shareClaim = asShare(claim);
  const counts = countsMeeting(clusters, claim);
  const judged = judgeShare(counts, shareClaim);
  const { p } = shareClaim;
  const bounds = clusterQuantileBounds(
    groups,
    p,
    claim.confidence,
    claim.iccFloor,
    used.map(partOf),
  );

  const measured = [...devices].map(([device, own]) => {
    const value = quantileOfSorted(pooled(ofDevice.get(device)!), p);
    const total = own.reduce((sum, i) => sum + counts[i]!.trials, 0);
    const k = own.reduce((sum, i) => sum + counts[i]!.successes, 0);
    return { device, n: total, k, value, met: value === null ? null : meets(value, claim) };
  });
  const outcome = outcomeOf({ estimate: null, ...bounds }, claim);
  const judgement: Judgement = {
    outcome,
    bounds: { estimate: quantileOfSorted(pooled(groups), p), ...bounds },
    share: judged.bounds,
    decisive: decisiveBound(claim),
    n,
    k: judged.successes,
    effectiveN: judged.effectiveTrials,
    icc: judged.icc,
    method: METHOD,
    pMet: judged.pMet,
    devices: inOrder(measured),
    shareBasis: { counts, claim: shareClaim },
    ...(outcome === 'inconclusive' ? shareAdvice(judged, shareClaim, countApart(used)) : {}),
  };
  // Where devices differ, a share may look proven at the limit and not at a looser one.
  const contradicted = outcome === judged.outcome ? undefined : CONTRADICTED;
  return withheld(
    judgement,
    tooFewClusters(used, claim) ?? tooUneven(used, claim, sizeOf) ?? contradicted,
  );
};

const sizeOf = ({ values }: ValueStatistic): number => values.length;

/** Quantiles of a value (latency), judged as the share of events within the limit. */
export const quantile: Family<ValueStatistic> = {
  empty: () => ({ values: [], missing: 0, invalid: 0 }),
  accumulate: (statistic, { value }) => {
    if (value === undefined) statistic.missing += 1;
    else if (Number.isFinite(value) && value >= 0) statistic.values.push(value);
    else statistic.invalid += 1;
    return statistic;
  },
  merge: (a, b) => ({
    values: a.values.concat(b.values),
    missing: a.missing + b.missing,
    invalid: a.invalid + b.invalid,
  }),
  judge,
  explain: ({ outcome, share, bounds, n }, claim, { title, write, limit, whom }) => {
    const needed = percentInWords(asShare(claim).share);
    const seen = share?.estimate == null ? 'unknown' : percentInWords(share.estimate);
    const proven = share?.lower == null ? 'unknown' : percentInWords(share.lower, 'lower');
    const most = share?.upper == null ? 'unknown' : percentInWords(share.upper, 'upper');
    const estimate = write(bounds?.estimate ?? null);
    const [does, did] = doing[claim.op];
    const events = counted(n, 'event');
    if (outcome === 'pass') {
      return `${title}: at least ${proven} of the events in ${whom} ${does} ${limit} (needed: ${needed}); measured ${estimate}.`;
    }
    if (outcome === 'fail') {
      return `${title}: only ${seen} of ${events} ${did} ${limit} (needed: ${needed}), too few even when chance is allowed for: at best ${most}; measured ${estimate}.`;
    }
    return `${title}: ${seen} of ${events} ${did} ${limit}, which proves only ${proven} (needed: ${needed}); measured ${estimate}.`;
  },
};
