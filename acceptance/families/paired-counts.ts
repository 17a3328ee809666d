import type { PairStatistic } from '../../schemas/types/statistic.ts';
import { clusterDifference } from '../statistics/cluster-difference.ts';
import { designEffect } from '../statistics/icc.ts';
import { mcnemar } from '../statistics/mcnemar.ts';
import type { Estimated } from '../statistics/mover.ts';
import { newcombePaired } from '../statistics/newcombe.ts';
import { tango, type PairedCounts } from '../statistics/tango.ts';
import type { Display, Judgement } from './family.ts';

/**
 * Least correlation of the differences of one device's pairs, as a share of the least correlation
 * of its events: what baseline and candidate have in common cancels out in a pair.
 */
export const PAIRED_SHARE_OF_FLOOR: number = 1 / 5;

/** Discordant and all pairs of several clusters together; the baseline comes first. */
export const countsOf = (statistics: readonly PairStatistic[]): PairedCounts => {
  const counts = { onlyFirst: 0, onlySecond: 0, pairs: 0 };
  for (const { both, onlyBaseline, onlyCandidate, neither } of statistics) {
    counts.onlyFirst += onlyBaseline;
    counts.onlySecond += onlyCandidate;
    counts.pairs += both + onlyBaseline + onlyCandidate + neither;
  }
  return counts;
};

/** What each build got right of the same samples, in %. */
export const armsOf = (statistics: readonly PairStatistic[]): NonNullable<Judgement['arms']> => {
  const { onlyFirst, onlySecond, pairs } = countsOf(statistics);
  const both = statistics.reduce((sum, one) => sum + one.both, 0);
  const arm = (right: number) => ({ value: pairs === 0 ? null : (100 * right) / pairs, n: pairs });
  return { baseline: arm(both + onlyFirst), candidate: arm(both + onlySecond) };
};

/** Counts of as many independent pairs as those of clusters of these sizes are worth. */
const effectivePairs = (
  { onlyFirst, onlySecond, pairs }: PairedCounts,
  sizes: readonly number[],
  iccFloor: number,
): PairedCounts => {
  const effect = designEffect(sizes, iccFloor * PAIRED_SHARE_OF_FLOOR);
  return { onlyFirst: onlyFirst / effect, onlySecond: onlySecond / effect, pairs: pairs / effect };
};

/** The drop from baseline to candidate as a share, and what it rests on. */
export interface Drop extends Estimated {
  /** Counts at the effective number of pairs. */
  effective: PairedCounts;
  /** Between clusters; 0 where there is one, or where all agree. */
  standardError: number;
}

/**
 * The wider of the score limits of Tango 1998 at the effective number of pairs and of the t limits
 * linearised by cluster, each one-sided at `confidence`. No cluster without pairs, at least one.
 */
export const dropOf = (
  statistics: readonly PairStatistic[],
  confidence: number,
  iccFloor: number,
): Drop => {
  const each = statistics.map((statistic) => countsOf([statistic]));
  const counts = countsOf(statistics);
  const sizes = each.map(({ pairs }) => pairs);
  const effective = effectivePairs(counts, sizes, iccFloor);
  const score = tango(effective, confidence);
  const grouped =
    each.length > 1 ? clusterDifference(each, confidence) : { ...score, standardError: 0 };
  return {
    estimate: (counts.onlyFirst - counts.onlySecond) / counts.pairs,
    lower: Math.min(score.lower, grouped.lower),
    upper: Math.max(score.upper, grouped.upper),
    effective,
    standardError: grouped.standardError,
  };
};

/** What a record calls the counts of the pairs on which the two differ. */
export const DISCORDANT = {
  onlyBaseline: 'only the baseline right',
  onlyCandidate: 'only the candidate right',
} as const;

/** Figures a reader may know the comparison by; none of them decides. */
export const pairedDisplay = (
  statistics: readonly PairStatistic[],
  confidence: number,
): Display[] => {
  const sum = (of: 'both' | 'neither'): number =>
    statistics.reduce((total, statistic) => total + statistic[of], 0);
  const { onlyFirst, onlySecond } = countsOf(statistics);
  const counts = { both: sum('both'), onlyFirst, onlySecond, neither: sum('neither') };
  const { lower, upper } = newcombePaired(counts, confidence);
  const { p, midP } = mcnemar(onlyFirst, onlySecond);
  const asIf = 'as if pairs were independent';
  const equality = 'a large p-value is no evidence of equality';
  return [
    { name: DISCORDANT.onlyBaseline, value: onlyFirst, unit: 'count' },
    { name: DISCORDANT.onlyCandidate, value: onlySecond, unit: 'count' },
    { name: 'McNemar exact p', value: p, unit: '1', note: equality },
    { name: 'McNemar mid-p', value: midP, unit: '1', note: equality },
    { name: 'drop, lower limit of Newcombe 1998', value: lower * 100, unit: 'points', note: asIf },
    { name: 'drop, upper limit of Newcombe 1998', value: upper * 100, unit: 'points', note: asIf },
  ];
};
