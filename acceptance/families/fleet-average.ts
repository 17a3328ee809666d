import { clusterMean, type ClusterSum } from '../statistics/cluster-mean.ts';
import { studentCdf } from '../statistics/student-t.ts';
import type { Claim } from './family.ts';

/** An average over clusters, before any transform. */
export interface Average {
  /** Sum over exposure of all clusters together. */
  readonly estimate: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Means and standard errors the bounds come from; none of a single cluster. */
  readonly parts: readonly { readonly mean: number; readonly standardError: number }[];
}

/** What a fleet's average adds to a method, in words. */
export const FLEET_METHOD =
  'of the fleet the less favourable of this and of the t limit on the values of its devices, each counted once; at least 5 effective devices, (sum w)^2 / sum w^2 of their events w';

/**
 * Limits of sum / exposure. A ratio weighs devices by what they sent: with nearly all of it from
 * one device its limit tells of that device alone. So a fleet's is the wider of it and of the limit
 * in which every device counts once.
 */
export const averageOf = (sums: readonly ClusterSum[], claim: Claim): Average => {
  const [first] = sums;
  if (sums.length < 2) {
    return { estimate: first!.sum / first!.n, lower: null, upper: null, parts: [] };
  }
  const ratio = clusterMean(sums, claim.confidence);
  const parts = [ratio];
  if (claim.scope === 'fleet') {
    const values = sums.filter(({ n }) => n > 0).map(({ sum, n }) => ({ sum: sum / n, n: 1 }));
    if (values.length > 1) parts.push(clusterMean(values, claim.confidence));
  }
  return {
    estimate: ratio.mean,
    lower: Math.min(...parts.map(({ lower }) => lower)),
    upper: Math.max(...parts.map(({ upper }) => upper)),
    parts,
  };
};

/** p-value of "the limit is met", the larger of those the bounds come from; null without spread. */
export const metByChance = (
  { parts }: Average,
  distance: (mean: number) => number,
  spread: (part: Average['parts'][number]) => number,
  degreesOfFreedom: number,
): number | null => {
  const known = parts.filter((part) => spread(part) > 0);
  return known.length === 0
    ? null
    : Math.max(
        ...known.map((part) => studentCdf(distance(part.mean) / spread(part), degreesOfFreedom)),
      );
};
