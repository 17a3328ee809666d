import type { ConfusionStatistic } from '../../schemas/types/statistic.ts';
import { clusterMean } from '../statistics/cluster-mean.ts';
import { clusterProportion } from '../statistics/cluster-proportion.ts';
import type { Limits } from '../statistics/clopper-pearson.ts';
import { designEffect } from '../statistics/icc.ts';
import {
  addAnswers,
  addedUp,
  bootstrapMacroF1,
  classCounts,
  countsOfClass,
  leastWithMisses,
  macroF1Of,
  macroF1PseudoValues,
  withErrorsScaled,
} from '../statistics/macro-f1.ts';
import { percentileLimits } from '../statistics/percentile.ts';
import { provenBySuccessRun } from '../statistics/success-run.ts';
import type { Claim, Cluster } from './family.ts';

/** Clusters from which resampling them is trusted. */
export const MANY_CLUSTERS = 30;

const REPLICATES = 10_000;

/** What macro-F1 and its limits are computed from; the same at every confidence. */
export interface MacroF1Basis {
  readonly classes: readonly string[];
  /** Counts by class of each cluster with answers. */
  readonly clusters: readonly Float64Array[];
  readonly total: Float64Array;
  readonly value: number;
  /** Whether every cluster has every class, so that each has a macro-F1 of its own. */
  readonly complete: boolean;
  /** Replicates by seed, sorted. */
  readonly replicates: Map<number, Float64Array>;
}

/** Classes that occurred or were answered, in the order of their names. */
export const classesIn = (statistics: readonly ConfusionStatistic[]): string[] => {
  const seen = new Set<string>();
  for (const { answers } of statistics) {
    for (const [truth, row] of Object.entries(answers)) {
      seen.add(truth);
      for (const label of Object.keys(row)) seen.add(label);
    }
  }
  return [...seen].toSorted();
};

/** Answers of a cluster counted by class. */
export const countsIn = (
  { answers }: ConfusionStatistic,
  classes: readonly string[],
): Float64Array => {
  const number = new Map(classes.map((name, i) => [name, i]));
  const counts = classCounts(classes.length);
  for (const [truth, row] of Object.entries(answers)) {
    for (const [label, times] of Object.entries(row)) {
      addAnswers(counts, number.get(truth)!, number.get(label)!, times);
    }
  }
  return counts;
};

const occurredIn = (counts: Float64Array, classes: readonly string[]): number[] =>
  classes.map((_, i) => countsOfClass(counts, i).occurred);

const remembered = new WeakMap<readonly Cluster<ConfusionStatistic>[], MacroF1Basis>();

/** The basis of clusters, at least one of which holds an answer; computed once. */
export const macroF1Basis = (all: readonly Cluster<ConfusionStatistic>[]): MacroF1Basis => {
  const known = remembered.get(all);
  if (known) return known;
  const statistics = all.map(({ statistic }) => statistic);
  const classes = classesIn(statistics);
  const clusters = statistics
    .map((statistic) => countsIn(statistic, classes))
    .filter((counts) => counts.some((count) => count > 0));
  const total = addedUp(clusters, classes.length);
  const basis: MacroF1Basis = {
    classes,
    clusters,
    total,
    value: macroF1Of(total),
    complete: clusters.every((counts) => occurredIn(counts, classes).every((n) => n > 0)),
    replicates: new Map(),
  };
  remembered.set(all, basis);
  return basis;
};

/** Limits that learn from how much clusters differ; none of a single cluster. */
const byCluster = (basis: MacroF1Basis, seed: number, confidence: number): Limits | undefined => {
  const { clusters, complete, replicates } = basis;
  if (clusters.length < 2) return undefined;
  if (clusters.length >= MANY_CLUSTERS) {
    let drawn = replicates.get(seed);
    if (!drawn) replicates.set(seed, (drawn = bootstrapMacroF1(clusters, REPLICATES, seed)));
    return percentileLimits(drawn, confidence);
  }
  const values = complete ? clusters.map(macroF1Of) : macroF1PseudoValues(clusters);
  return clusterMean(
    values.map((sum) => ({ sum, n: 1 })),
    confidence,
  );
};

/** Right answers and answers of each cluster. */
export const sharesIn = ({
  clusters,
  classes,
}: MacroF1Basis): { successes: number; trials: number }[] =>
  clusters.map((counts) => {
    const each = classes.map((_, i) => countsOfClass(counts, i));
    return {
      successes: each.reduce((sum, { right }) => sum + right, 0),
      trials: each.reduce((sum, { occurred }) => sum + occurred, 0),
    };
  });

/**
 * One-sided limits of macro-F1, the least favourable of three. How much clusters differ: t on the
 * values of clusters that each have every class, on jackknife pseudo-values where some lack one,
 * and from 30 clusters on the percentile bootstrap over whole clusters. How few answers there are:
 * all errors scaled to as many as the exact limit of their share allows at the effective sample
 * size. And what no perfect record rules out: for each class as many unseen misses as a success run
 * of its effective samples leaves possible, answered as the class where that costs the most.
 */
export const macroF1Limits = (
  basis: MacroF1Basis,
  claim: Pick<Claim, 'iccFloor' | 'samples' | 'seed'>,
  confidence: number,
): Limits => {
  const { total, clusters, classes, value } = basis;
  const { iccFloor, samples = Infinity } = claim;
  const limits: Limits[] = [{ lower: value, upper: value }];
  const observed = byCluster(basis, claim.seed ?? 0, confidence);
  if (observed && Number.isFinite(observed.lower + observed.upper)) limits.push(observed);

  const right = clusterProportion(sharesIn(basis), confidence, iccFloor, samples);
  const errors = 1 - right.share;
  limits.push({
    lower: errors > 0 ? macroF1Of(withErrorsScaled(total, (1 - right.lower) / errors)) : value,
    upper: errors > 0 ? macroF1Of(withErrorsScaled(total, (1 - right.upper) / errors)) : 1,
  });

  for (const [index] of classes.entries()) {
    const { occurred } = countsOfClass(total, index);
    if (occurred === 0) continue;
    const sizes = clusters
      .map((counts) => countsOfClass(counts, index).occurred)
      .filter((n) => n > 0);
    const different = Math.min(occurred, (samples * occurred) / right.trials);
    const effective = Math.min(different, occurred / designEffect(sizes, iccFloor));
    const misses = occurred * (1 - provenBySuccessRun(effective, confidence));
    limits.push({ lower: leastWithMisses(total, index, misses), upper: value });
  }
  return {
    lower: Math.max(0, Math.min(...limits.map(({ lower }) => lower))),
    upper: Math.min(1, Math.max(...limits.map(({ upper }) => upper))),
  };
};
