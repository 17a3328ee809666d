import { clusterMean, type ClusterSum } from './cluster-mean.ts';
import type { Limits } from './clopper-pearson.ts';
import { quantileOfSorted } from './descriptive.ts';
import {
  distinctResamples,
  enumeratedQuantile,
  enumerateResamples,
} from './exhaustive-bootstrap.ts';
import { createRandom } from './random.ts';

/** How far resampled means lie from the mean, in their own standard errors. */
export interface StudentisedBootstrap {
  readonly mean: number;
  readonly standardError: number;
  /** Resamples that have a spread of their own; the others say nothing and are dropped. */
  readonly used: number;
  /** One-sided limits, each at `confidence`: mean - Q(t*) se, type-7 quantiles. */
  readonly limits: (confidence: number) => Limits;
  /** Share of the resamples whose t* is at most `t`. */
  readonly share: (t: number) => number;
}

/**
 * t* of a resample that drew the clusters so often, K - 1 degrees of freedom; NaN where every value
 * drawn is the same. The standard error is that of `clusterMean`.
 */
const studentise = (
  clusters: readonly ClusterSum[],
  mean: number,
): ((drawn: ArrayLike<number>) => number) => {
  const k = clusters.length;
  const sums = Float64Array.from(clusters, ({ sum }) => sum);
  const sizes = Float64Array.from(clusters, ({ n }) => n);
  const values = sums.map((sum, i) => sum / sizes[i]!);
  return (drawn) => {
    let [sum, n, least, greatest] = [0, 0, Infinity, -Infinity];
    for (let i = 0; i < k; i += 1) {
      const times = drawn[i]!;
      if (times === 0) continue;
      sum += times * sums[i]!;
      n += times * sizes[i]!;
      const value = values[i]!;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    // Equal values have no spread, whatever rounding leaves of it.
    if (least === greatest) return Number.NaN;
    const own = sum / n;
    let squares = 0;
    for (let i = 0; i < k; i += 1) squares += drawn[i]! * ((sums[i]! - sizes[i]! * own) / n) ** 2;
    return (own - mean) / Math.sqrt((k / (k - 1)) * squares);
  };
};

/** Studentised bootstrap over all K^K resamples; for few clusters. */
export const exhaustiveStudentised = (clusters: readonly ClusterSum[]): StudentisedBootstrap => {
  const { mean, standardError } = clusterMean(clusters, 0.95);
  const all = enumerateResamples(clusters.length, studentise(clusters, mean));
  return {
    mean,
    standardError,
    used: all.used,
    limits: (confidence) => ({
      lower: mean - enumeratedQuantile(all, confidence) * standardError,
      upper: mean - enumeratedQuantile(all, 1 - confidence) * standardError,
    }),
    share: (t) =>
      all.weights.reduce((sum, weight, i) => sum + (all.values[i]! <= t ? weight : 0), 0) /
      all.used,
  };
};

/** The same over so many resamples that a seed draws. */
export const randomStudentised = (
  clusters: readonly ClusterSum[],
  replicates: number,
  seed: number,
): StudentisedBootstrap => {
  const { mean, standardError } = clusterMean(clusters, 0.95);
  const k = clusters.length;
  const ofResample = studentise(clusters, mean);
  const random = createRandom(seed);
  const drawn = new Uint32Array(k);
  const all = new Float64Array(replicates);
  let used = 0;
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    drawn.fill(0);
    for (let i = 0; i < k; i += 1) {
      const cluster = Math.floor(random() * k);
      drawn[cluster] = drawn[cluster]! + 1;
    }
    const t = ofResample(drawn);
    if (!Number.isNaN(t)) all[used++] = t;
  }
  const sorted = all.subarray(0, used).sort();
  const quantile = (p: number): number => quantileOfSorted(sorted, p) ?? Number.NaN;
  return {
    mean,
    standardError,
    used,
    limits: (confidence) => ({
      lower: mean - quantile(confidence) * standardError,
      upper: mean - quantile(1 - confidence) * standardError,
    }),
    share: (t) => sorted.filter((value) => value <= t).length / used,
  };
};

/**
 * Studentised bootstrap of sum over n with clusters resampled whole: of a mean, where each cluster
 * is one value and its n is 1. All resamples where there are no more than `replicates` different
 * ones, else so many from `seed`. At least two clusters, none empty. Source: Efron & Tibshirani
 * 1993, chapter 12.
 */
export const studentisedBootstrap = (
  clusters: readonly ClusterSum[],
  replicates: number,
  seed: number,
): StudentisedBootstrap =>
  distinctResamples(clusters.length) <= replicates
    ? exhaustiveStudentised(clusters)
    : randomStudentised(clusters, replicates, seed);
