import type { Limits } from './clopper-pearson.ts';
import { studentQuantile } from './student-t.ts';
import type { PairedCounts } from './tango.ts';

export interface ClusterDifference extends Limits {
  difference: number;
  standardError: number;
}

/**
 * Difference of two shares on the same samples, measured in clusters: linearised by cluster,
 * one-sided t limits with K - 1 degrees of freedom. With fewer than two clusters that hold pairs nothing
 * but the difference is known: the error and the limits are NaN.
 * Source: Obuchowski 1998; Durkalski et al. 2003.
 */
export const clusterDifference = (
  clusters: readonly PairedCounts[],
  confidence: number,
): ClusterDifference => {
  const used = clusters.filter((cluster) => cluster.pairs > 0);
  const pairs = used.reduce((sum, cluster) => sum + cluster.pairs, 0);
  const net = used.reduce((sum, cluster) => sum + cluster.onlyFirst - cluster.onlySecond, 0);
  const difference = net / pairs;
  const k = used.length;
  let sum = 0;
  for (const cluster of used) {
    const residual = cluster.onlyFirst - cluster.onlySecond - cluster.pairs * difference;
    sum += (residual / pairs) ** 2;
  }
  const standardError = k < 2 ? Number.NaN : Math.sqrt((k / (k - 1)) * sum);
  const half = studentQuantile(confidence, k - 1) * standardError;
  return { difference, standardError, lower: difference - half, upper: difference + half };
};
