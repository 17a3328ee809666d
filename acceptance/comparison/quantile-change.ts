import type { ValueStatistic } from '../../schemas/types/statistic.ts';
import { quantileShare } from '../criterion/statistic-name.ts';
import type { Bounds, Claim, Cluster, Display } from '../families/family.ts';
import { countsMeeting } from '../families/quantile.ts';
import { clusterProportion } from '../statistics/cluster-proportion.ts';
import { hodgesLehmann } from '../statistics/hodges-lehmann.ts';
import { mover, type Estimated } from '../statistics/mover.ts';
import {
  bootstrapQuantileDifference,
  clusterBootstrapQuantileDifference,
} from '../statistics/quantile-bootstrap.ts';
import { mannWhitney } from '../statistics/rank-sum.ts';
import { scaled, type Arms, type Change } from './change.ts';
import { deviceChange } from './device-change.ts';
import { factChange } from './interval-change.ts';

const BOOTSTRAP = 'percentile limits of a bootstrap that draws whole devices, 2000 resamples';

/** Devices of each run from which on whole devices are drawn. */
const MANY_DEVICES = 30;

/** Events of both runs up to which they are drawn; beyond, the limits on device values stand in. */
const MOST_DRAWN = 200_000;

const REPLICATES = 2000;

type Values = readonly Cluster<ValueStatistic>[];

const valuesOf = (arm: Arms['baseline']): Values =>
  (arm.gathered.clusters as Values).filter(({ statistic }) => statistic.values.length > 0);

const pooled = (clusters: Values): number[] =>
  clusters.flatMap(({ statistic }) => statistic.values);

/** A typical change and the tail's as if events were independent: neither decides. */
const displayOf = (
  before: Values,
  after: Values,
  p: number,
  { unit, confidence, seed = 0 }: Claim,
): Display[] => {
  const [x, y] = [pooled(after), pooled(before)];
  const shift = hodgesLehmann(x, y, confidence);
  const ranks = mannWhitney(x, y);
  const drawn = bootstrapQuantileDifference(x, y, p, confidence, REPLICATES, seed);
  const note = 'as if events were independent; a rank test overlooks a bad minority';
  const bootstrap = { unit, note: 'bootstrap of events, as if they were independent' };
  return [
    { name: 'typical change (Hodges-Lehmann)', value: shift?.shift ?? null, unit, note },
    { name: 'typical change, lower limit', value: shift?.lower ?? null, unit, note },
    { name: 'typical change, upper limit', value: shift?.upper ?? null, unit, note },
    {
      name: 'chance that a candidate event exceeds a baseline one',
      value: ranks?.cles ?? null,
      unit: '1',
    },
    { name: 'Mann-Whitney p', value: ranks?.p ?? null, unit: '1', note },
    { name: 'change of the quantile, lower limit', value: drawn.lower, ...bootstrap },
    { name: 'change of the quantile, upper limit', value: drawn.upper, ...bootstrap },
  ];
};

/** Events beyond a quantile from which its sample value is no longer low for want of them. */
const ENOUGH_BEYOND = 100;

/**
 * Why the quantiles of two runs do not compare, or undefined where they do: that of a small sample
 * lies low by itself, so the run with fewer events a device would seem to have got better.
 */
const unequal = (before: Values, after: Values, p: number): string | undefined => {
  const each = (clusters: Values): number =>
    clusters.reduce((sum, { statistic }) => sum + statistic.values.length, 0) / clusters.length;
  const [least, most] = [each(before), each(after)].toSorted((a, b) => a - b) as [number, number];
  const tail = least * Math.min(p, 1 - p);
  return most > 2 * least && tail < ENOUGH_BEYOND
    ? `one run holds ${Math.round(least)} events a device and the other ${Math.round(most)}, and a quantile of few events lies low by itself`
    : undefined;
};

/**
 * Change of a quantile: by device, or by a bootstrap of devices where there are many. What a rank
 * test says stands beside it and decides nothing.
 */
export const quantileChange = (arms: Arms): Change => {
  const { baseline, candidate, claim } = arms;
  const p = quantileShare(claim.statistic);
  const [before, after] = [valuesOf(baseline), valuesOf(candidate)];
  // Where every event must meet the limit, the worst one is what each run showed.
  if (p === undefined) return factChange(arms);
  const display = displayOf(before, after, p, claim);
  const apart = unequal(before, after, p);
  const withheld = apart === undefined ? {} : { reason: apart };
  const n = [...before, ...after].reduce((sum, { statistic }) => sum + statistic.values.length, 0);
  const many = Math.min(before.length, after.length) >= MANY_DEVICES && n <= MOST_DRAWN;
  if (claim.scope !== 'fleet' || !many) {
    const change = deviceChange(arms);
    return { ...change, ...(change.reason === undefined ? withheld : {}), display };
  }
  const groups = (clusters: Values): number[][] =>
    clusters.map(({ statistic }) => statistic.values);
  const { confidence, seed = 0 } = claim;
  const bounds = clusterBootstrapQuantileDifference(
    groups(after),
    groups(before),
    p,
    confidence,
    REPLICATES,
    seed,
  );
  return { bounds, method: BOOTSTRAP, paired: false, devices: [], display, ...withheld };
};

/** The shares of events that miss the limit, and their change; in %. */
export interface Beyond {
  readonly baseline: Bounds;
  readonly candidate: Bounds;
  readonly change: Bounds;
}

/** Change of the share of events that do not meet `limit`; undefined where a run has no event. */
export const beyondChange = (
  { baseline, candidate, claim }: Arms,
  limit: Pick<Claim, 'op' | 'limit'>,
): Beyond | undefined => {
  const shareOf = (clusters: Values): Estimated => {
    const counts = countsMeeting(clusters, limit).map((count) => ({
      ...count,
      successes: count.trials - count.successes,
    }));
    const { share, lower, upper } = clusterProportion(counts, claim.confidence, claim.iccFloor);
    return { estimate: share, lower, upper };
  };
  const [first, second] = [valuesOf(baseline), valuesOf(candidate)];
  if (first.length === 0 || second.length === 0) return undefined;
  const [before, after] = [shareOf(first), shareOf(second)];
  return {
    baseline: scaled(before, 100),
    candidate: scaled(after, 100),
    change: scaled(mover(after, before), 100),
  };
};
