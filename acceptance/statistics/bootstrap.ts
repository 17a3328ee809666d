import type { Limits } from './clopper-pearson.ts';
import type { ClusterSum } from './cluster-mean.ts';
import { percentileLimits } from './percentile.ts';
import { createRandom } from './random.ts';

/**
 * Sum over n of each of many resamples of whole clusters: of a mean, where each cluster is one
 * value and its n is 1. At least one cluster, none of them empty.
 */
export const bootstrapRatios = (
  clusters: readonly ClusterSum[],
  replicates: number,
  seed: number,
): Float64Array => {
  const sums = Float64Array.from(clusters, ({ sum }) => sum);
  const sizes = Float64Array.from(clusters, ({ n }) => n);
  const random = createRandom(seed);
  const k = sums.length;
  const ratios = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    let sum = 0;
    let n = 0;
    for (let i = 0; i < k; i += 1) {
      const drawn = Math.floor(random() * k);
      sum += sums[drawn]!;
      n += sizes[drawn]!;
    }
    ratios[replicate] = sum / n;
  }
  return ratios;
};

/** One-sided percentile limits of sum over n, each at `confidence`, clusters resampled whole. */
export const bootstrapRatio = (
  clusters: readonly ClusterSum[],
  confidence: number,
  replicates: number,
  seed: number,
): Limits => percentileLimits(bootstrapRatios(clusters, replicates, seed), confidence);
