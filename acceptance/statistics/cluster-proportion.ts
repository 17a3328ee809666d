import { clopperPearson, type Limits } from './clopper-pearson.ts';
import { designEffect } from './icc.ts';
import { regularizedBeta } from './incomplete-beta.ts';
import { studentQuantile } from './student-t.ts';

/** Successes among the trials of one cluster (a device or a session). */
export interface ClusterCount {
  successes: number;
  trials: number;
  /** What the cluster is a part of (a block of a session), if its parts resemble each other. */
  within?: string | undefined;
}

/**
 * Sizes over which the assumed least correlation reaches: blocks of one session show how they
 * differ from each other and not how sessions do, so a session counts as one.
 */
const correlatedSizes = (
  sizes: readonly number[],
  within: readonly (string | undefined)[],
): readonly number[] => {
  if (within.every((name) => name === undefined)) return sizes;
  const sums = new Map<string, number>();
  for (const [i, size] of sizes.entries()) {
    const name = within[i] ?? `cluster ${i}`;
    sums.set(name, (sums.get(name) ?? 0) + size);
  }
  return [...sums.values()];
};

export interface ClusterProportion extends Limits {
  /** Share of successes over all clusters. */
  share: number;
  /** Linearised between-cluster standard error of the share; null with fewer than two clusters. */
  standardError: number | null;
  trials: number;
  successes: number;
  clusters: number;
  /** Sample size that independent events of the same information would have. */
  effectiveTrials: number;
}

/** Clusters that hold at least one trial: the others carry no information about the share. */
const informative = (clusters: readonly ClusterCount[]): ClusterCount[] =>
  clusters.filter((cluster) => cluster.trials > 0);

/** Linearised variance of a ratio of sums, v = K/(K-1) sum(((k_i - m_i p) / n)^2). */
const linearisedVariance = (
  clusters: readonly ClusterCount[],
  share: number,
  n: number,
): number => {
  const k = clusters.length;
  let sum = 0;
  for (const { successes, trials } of clusters) sum += ((successes - trials * share) / n) ** 2;
  return (k / (k - 1)) * sum;
};

/**
 * Effective sample size of a share measured in clusters. `tail` is the error in the tail the
 * limits will use. Without any variance between clusters it is the number of trials.
 * Source: Korn & Graubard 1998.
 */
export const kornGraubardSize = (clusters: readonly ClusterCount[], tail: number): number => {
  const used = informative(clusters);
  const n = used.reduce((sum, cluster) => sum + cluster.trials, 0);
  const share = used.reduce((sum, cluster) => sum + cluster.successes, 0) / n;
  const variance = linearisedVariance(used, share, n);
  // With one cluster there is no variance between clusters to learn from.
  if (used.length < 2 || !(variance > 0)) return n;
  const correction = studentQuantile(tail, n - 1) / studentQuantile(tail, used.length - 1);
  return ((share * (1 - share)) / variance) * correction ** 2;
};

interface EffectiveCounts {
  readonly trials: number;
  readonly successes: number;
  readonly share: number;
  readonly effectiveTrials: number;
  readonly effectiveSuccesses: number;
}

/** Counts of informative clusters, and of the independent events that hold as much. */
const effectiveCounts = (
  used: readonly ClusterCount[],
  confidence: number,
  iccFloor: number,
  most: number,
): EffectiveCounts => {
  const trials = used.reduce((sum, cluster) => sum + cluster.trials, 0);
  const successes = used.reduce((sum, cluster) => sum + cluster.successes, 0);
  const share = successes / trials;
  const sizes = correlatedSizes(
    used.map((cluster) => cluster.trials),
    used.map((cluster) => cluster.within),
  );
  const effectiveTrials = Math.min(
    trials,
    kornGraubardSize(used, 1 - confidence),
    trials / designEffect(sizes, iccFloor),
    most,
  );
  // Products with the share would lose the exact end points.
  const effectiveSuccesses = successes === trials ? effectiveTrials : effectiveTrials * share;
  return { trials, successes, share, effectiveTrials, effectiveSuccesses };
};

/**
 * One-sided limits of a share measured in clusters: Clopper-Pearson at the smallest of the number
 * of trials, Korn and Graubard's effective size, and the size under an assumed least correlation
 * `iccFloor` within a cluster. The floor keeps a few devices that happen to agree from looking
 * like many independent events. The effective size is never more than `most`, such as the number
 * of different samples that all devices share.
 */
export const clusterProportion = (
  clusters: readonly ClusterCount[],
  confidence: number,
  iccFloor: number,
  most: number = Infinity,
): ClusterProportion => {
  const used = informative(clusters);
  const counts = effectiveCounts(used, confidence, iccFloor, most);
  const { share, trials } = counts;
  return {
    ...clopperPearson(counts.effectiveSuccesses, counts.effectiveTrials, confidence),
    share,
    standardError: used.length < 2 ? null : Math.sqrt(linearisedVariance(used, share, trials)),
    trials,
    successes: counts.successes,
    clusters: used.length,
    effectiveTrials: counts.effectiveTrials,
  };
};

/** Successes s of clusters of sizes m, as far as a proof needs them. */
export interface SuccessSums {
  /** Sum of s. */
  readonly hits: number;
  /** Sum of s squared. */
  readonly squares: number;
  /** Sum of s times m. */
  readonly products: number;
}

/**
 * Tells whether a share of at least p is proven at `confidence` by so many successes in clusters of
 * these sizes, none of them empty, each a part of what `within` names: the lower limit of
 * `clusterProportion` reaches p. One tail probability decides it where the limit itself would need
 * a search, and what depends on the sizes alone is computed once for all counts that are tried.
 */
export const shareProver = (
  sizes: readonly number[],
  p: number,
  confidence: number,
  iccFloor: number,
  within: readonly (string | undefined)[] = [],
): ((sums: SuccessSums) => boolean) => {
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const sizeSquares = sizes.reduce((sum, size) => sum + size * size, 0);
  const k = sizes.length;
  const most = Math.min(n, n / designEffect(correlatedSizes(sizes, within), iccFloor));
  const tail = 1 - confidence;
  const correction = k < 2 ? 1 : (studentQuantile(tail, n - 1) / studentQuantile(tail, k - 1)) ** 2;
  return ({ hits, squares, products }) => {
    if (hits === 0) return p <= 0;
    const share = hits / n;
    // All three sums are whole numbers, so that what is left of equal shares is rounding at most.
    const spread = squares - 2 * share * products + share * share * sizeSquares;
    const variance = (k / (k - 1)) * (spread / (n * n));
    const known = k >= 2 && spread > 1e-12 * squares;
    const learnt = known ? ((share * (1 - share)) / variance) * correction : n;
    const effective = Math.min(most, learnt);
    const effectiveHits = hits === n ? effective : effective * share;
    return regularizedBeta(p, effectiveHits, effective - effectiveHits + 1) <= tail;
  };
};
