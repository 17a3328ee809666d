import { regularizedBeta } from '../statistics/incomplete-beta.ts';
import { clusterProportion, type ClusterCount } from '../statistics/cluster-proportion.ts';
import { intraclassCorrelation } from '../statistics/icc.ts';
import { outcomeOf } from './comparison.ts';
import type { Bounds, Outcome, ShareClaim } from './family.ts';

export interface ShareJudgement {
  readonly outcome: Outcome;
  readonly bounds: Bounds;
  readonly successes: number;
  readonly trials: number;
  readonly effectiveTrials: number;
  /** Whether `most` made it smaller than the events themselves would. */
  readonly capped: boolean;
  readonly icc: number | null;
  readonly pMet: number;
}

export const SHARE_METHOD =
  'one-sided Clopper-Pearson bound at the effective sample size of Korn and Graubard 1998, with a least intraclass correlation';

/**
 * Judges a share measured in clusters. Clusters without trials are ignored; at least one trial.
 * The p-value is the exact binomial tail at the effective sample size, so that it falls below
 * 1 - confidence exactly where the bound misses the limit.
 */
export const judgeShare = (
  clusters: readonly ClusterCount[],
  claim: ShareClaim,
): ShareJudgement => {
  const { most = Infinity } = claim;
  const measured = clusterProportion(clusters, claim.confidence, claim.iccFloor, most);
  const { share, lower, upper, trials, successes, effectiveTrials } = measured;
  const bounds = { estimate: share, lower, upper };
  const hits = successes === trials ? effectiveTrials : effectiveTrials * share;
  const misses = effectiveTrials - hits;
  const atLeast = claim.op === '>=' || claim.op === '>';
  const below = misses === 0 ? 1 : regularizedBeta(1 - claim.share, misses, hits + 1, claim.share);
  const above = hits === 0 ? 1 : regularizedBeta(claim.share, hits, misses + 1);
  const moments = clusters.map((cluster) => ({
    n: cluster.trials,
    sum: cluster.successes,
    sumOfSquares: cluster.successes,
  }));
  return {
    outcome: outcomeOf(bounds, { op: claim.op, limit: claim.share }),
    bounds,
    successes,
    trials,
    effectiveTrials,
    capped: effectiveTrials >= most && most < trials,
    icc: intraclassCorrelation(moments).icc,
    pMet: atLeast ? below : above,
  };
};
