import { binomialCdf } from '../statistics/binomial.ts';
import { clopperPearson } from '../statistics/clopper-pearson.ts';
import { clusterDifference } from '../statistics/cluster-difference.ts';
import { clusterMean } from '../statistics/cluster-mean.ts';
import {
  clusterProportion,
  type ClusterProportion,
  kornGraubardSize,
} from '../statistics/cluster-proportion.ts';
import { countsWithin } from '../statistics/cluster-quantile.ts';
import { ascending, quantile } from '../statistics/descriptive.ts';
import { holm } from '../statistics/holm.ts';
import { designEffect, intraclassCorrelation } from '../statistics/icc.ts';
import type { Method } from './case.ts';

const counts = (input: {
  successes: number[];
  trials: number[];
}): {
  successes: number;
  trials: number;
}[] => input.trials.map((trials, i) => ({ trials, successes: input.successes[i]! }));

const moments = (values: number[]): { n: number; sum: number; sumOfSquares: number } => ({
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
});

const slices: Method = (input, { minAccuracy, conf }) => {
  const list: { k: number; n: number }[] = input.slices;
  const lower = list.map(({ k, n }) => clopperPearson(k, n, conf).lower);
  const pBelow = list.map(({ k, n }) => binomialCdf(k, n, minAccuracy));
  const pBelowHolm = holm(pBelow);
  const decisions = list.map((_, i) =>
    pBelowHolm[i]! < 1 - conf ? 'FAIL' : lower[i]! >= minAccuracy ? 'PASS' : 'INCONCLUSIVE',
  );
  const proven = decisions.length > 0 && decisions.every((decision) => decision === 'PASS');
  const all = proven ? 'PASS' : 'INCONCLUSIVE';
  return {
    lower,
    pBelow,
    pBelowHolm,
    decisions,
    overall: decisions.includes('FAIL') ? 'FAIL' : all,
  };
};

/** Bounds of what was measured on several devices, and of slices. */
export const clusters: Readonly<Record<string, Method>> = {
  icc_anova: ({ groups }: { groups: number[][] }) => {
    const origin = groups.flat()[0];
    if (origin === undefined) return { msBetween: null, msWithin: null, n0: null, icc: null };
    const shifted = groups.map((values) => moments(values.map((value) => value - origin)));
    return { ...intraclassCorrelation(shifted) };
  },
  design_effect: ({ clusterSizes }, { icc }) => {
    const deff = designEffect(clusterSizes, icc);
    const n = clusterSizes.reduce((sum: number, size: number) => sum + size, 0);
    return { deff, nEff: n / deff };
  },
  korn_graubard_ci: (input, { conf }) => {
    const measured = clusterProportion(counts(input), conf, 0);
    if (measured.trials === 0) return { p: null, se: null, nEff: null, lower: null, upper: null };
    const nEff = kornGraubardSize(counts(input), (1 - conf) / 2);
    const limits = clopperPearson(nEff * measured.share, nEff, (1 + conf) / 2);
    return { p: measured.share, se: measured.standardError, nEff, ...limits };
  },
  cluster_proportion_bounds: (input, { conf, iccFloor }) => {
    const { share, effectiveTrials, lower, upper } = clusterProportion(
      counts(input),
      conf,
      iccFloor,
    );
    return { p: share, nEff: effectiveTrials, oneSidedLower: lower, oneSidedUpper: upper };
  },
  cluster_quantile_upper: ({ groups }, { p, conf, iccFloor, limit }) => {
    const sorted: number[][] = groups.map((values: number[]) => ascending(values));
    const pooled = ascending(sorted.flat());
    const within = (x: number): ClusterProportion =>
      clusterProportion(countsWithin(sorted, x), conf, iccFloor);
    const share = within(limit);
    // By its definition; a verdict asks more of the value (see `clusterQuantileBounds`).
    const upper = [...new Set(pooled)].find((x) => within(x).lower >= p) ?? null;
    return {
      sampleQuantile: quantile(pooled, p),
      upper,
      shareWithinLimit: share.share,
      shareLower: share.lower,
      shareUpper: share.upper,
      decision: share.lower >= p ? 'PASS' : share.upper < p ? 'FAIL' : 'INCONCLUSIVE',
    };
  },
  cluster_mean_ci: ({ groups }: { groups: number[][] }, { conf }) => {
    const used = groups.filter((values) => values.length > 0);
    const result = clusterMean(used.map(moments), (1 + conf) / 2);
    const { mean, standardError: se, degreesOfFreedom: df, lower, upper } = result;
    if (used.length === 0) return { mean: null, se: null, df: null, lower: null, upper: null };
    if (used.length === 1) return { mean, se: null, df, lower: null, upper: null };
    return { mean, se, df, lower, upper };
  },
  cluster_paired_diff: ({ onlyA, onlyB, pairs }, { conf }) => {
    const { difference, standardError, lower, upper } = clusterDifference(
      pairs.map((size: number, i: number) => ({
        pairs: size,
        onlyFirst: onlyA[i],
        onlySecond: onlyB[i],
      })),
      conf,
    );
    return { diff: difference, se: standardError, oneSidedLower: lower, oneSidedUpper: upper };
  },
  slice_decisions: slices,
};
