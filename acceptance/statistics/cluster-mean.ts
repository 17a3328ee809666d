import type { Limits } from './clopper-pearson.ts';
import { studentQuantile } from './student-t.ts';

/** Sum and number of the values of one cluster. */
export interface ClusterSum {
  sum: number;
  n: number;
}

export interface ClusterMean extends Limits {
  mean: number;
  standardError: number;
  degreesOfFreedom: number;
}

/**
 * Mean over all values of all clusters with its linearised standard error and one-sided t limits,
 * K - 1 degrees of freedom. At least two clusters with values. Source: Cochran 1977, chapter 6.
 */
export const clusterMean = (clusters: readonly ClusterSum[], confidence: number): ClusterMean => {
  const used = clusters.filter((cluster) => cluster.n > 0);
  const n = used.reduce((total, cluster) => total + cluster.n, 0);
  const mean = used.reduce((total, cluster) => total + cluster.sum, 0) / n;
  const k = used.length;
  let squares = 0;
  for (const cluster of used) squares += ((cluster.sum - cluster.n * mean) / n) ** 2;
  const standardError = Math.sqrt((k / (k - 1)) * squares);
  const half = studentQuantile(confidence, k - 1) * standardError;
  return {
    mean,
    standardError,
    degreesOfFreedom: k - 1,
    lower: mean - half,
    upper: mean + half,
  };
};
