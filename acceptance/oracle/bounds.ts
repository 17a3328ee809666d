import { clopperPearson } from '../statistics/clopper-pearson.ts';
import { confusionSummary } from '../statistics/confusion.ts';
import { ascending } from '../statistics/descriptive.ts';
import { mcnemar } from '../statistics/mcnemar.ts';
import { clusterMean } from '../statistics/cluster-mean.ts';
import { minimumEvents, quantileRanks, rankCoverage } from '../statistics/order-statistics.ts';
import { garwood } from '../statistics/poisson.ts';
import { successRun } from '../statistics/success-run.ts';
import { tango } from '../statistics/tango.ts';
import { wilson } from '../statistics/wilson.ts';
import type { Method } from './case.ts';

const decision = (passes: boolean, fails: boolean): string =>
  fails ? 'FAIL' : passes ? 'PASS' : 'INCONCLUSIVE';

const twoSided = (confidence: number): number => (1 + confidence) / 2;

const ranked = (sorted: number[], rank: number | null): number | null =>
  rank === null ? null : sorted[rank - 1]!;

const ranks: Method = ({ n }, { p, conf, side }) => {
  const both = quantileRanks(n, p, side === 'two' ? twoSided(conf) : conf);
  const used = {
    lowerRank: side === 'upper' ? null : both.lowerRank,
    upperRank: side === 'lower' ? null : both.upperRank,
  };
  const missing =
    (side !== 'upper' && used.lowerRank === null) || (side !== 'lower' && used.upperRank === null);
  return { ...used, coverage: missing ? null : rankCoverage(used, n, p) };
};

const rankValues: Method = ({ x }, { conf }) => {
  const sorted = ascending(x);
  const tail = quantileRanks(sorted.length, 0.95, conf);
  const middle = quantileRanks(sorted.length, 0.5, twoSided(conf));
  return {
    p95Upper: ranked(sorted, tail.upperRank),
    p95Lower: ranked(sorted, tail.lowerRank),
    medianLower: ranked(sorted, middle.lowerRank),
    medianUpper: ranked(sorted, middle.upperRank),
  };
};

/** Bounds of shares, rates, quantiles and differences of independent events. */
export const bounds: Readonly<Record<string, Method>> = {
  quantile_ci_ranks: ranks,
  quantile_ci_values: rankValues,
  quantile_threshold_decision: ({ n, exceedances }, { p, conf }) => {
    const { lower, upper } = clopperPearson(exceedances, n, conf);
    const within = clopperPearson(n - exceedances, n, conf);
    return {
      exceedLower: lower,
      exceedUpper: upper,
      decision: decision(within.lower >= p, within.upper < p),
    };
  },
  min_n_for_quantile_pass: ({ allowedExceedances }, { p, conf }) => ({
    n: minimumEvents(p, allowedExceedances, conf),
  }),
  proportion_ci: ({ k, n }, { conf }) => {
    const exact = clopperPearson(k, n, twoSided(conf));
    const oneSided = clopperPearson(k, n, conf);
    const score = wilson(k, n, conf);
    const scoreOneSided = wilson(k, n, 2 * conf - 1);
    return {
      cpLower: exact.lower,
      cpUpper: exact.upper,
      cpOneSidedLower: oneSided.lower,
      cpOneSidedUpper: oneSided.upper,
      wilsonLower: score.lower,
      wilsonUpper: score.upper,
      wilsonOneSidedLower: scoreOneSided.lower,
      wilsonOneSidedUpper: scoreOneSided.upper,
    };
  },
  success_run_n: (_, { reliability, conf }) => ({ n: successRun(reliability, conf) }),
  reliability_lower_bound: ({ n, failures }, { conf }) => ({
    lower: clopperPearson(n - failures, n, conf).lower,
  }),
  poisson_rate_ci: ({ count, exposure }, { conf }) => {
    const both = garwood(count, exposure, twoSided(conf));
    const oneSided = garwood(count, exposure, conf);
    return {
      ...both,
      oneSidedLower: oneSided.lower,
      oneSidedUpper: oneSided.upper,
    };
  },
  mcnemar_exact: ({ b, c }) => ({ ...mcnemar(b, c) }),
  noninferiority_paired: (input, { margin, conf }) => {
    const { bothCorrect, onlyBaseline, onlyCandidate, bothWrong } = input;
    const pairs = bothCorrect + onlyBaseline + onlyCandidate + bothWrong;
    if (pairs === 0) {
      const decided = decision(false, false);
      return { dropEstimate: null, dropUpper: null, dropLower: null, decision: decided };
    }
    const drop = tango({ onlyFirst: onlyBaseline, onlySecond: onlyCandidate, pairs }, conf);
    return {
      dropEstimate: (onlyBaseline - onlyCandidate) / pairs,
      dropUpper: drop.upper,
      dropLower: drop.lower,
      decision: decision(drop.upper <= margin, drop.lower > margin),
    };
  },
  mean_t_ci: ({ x }, { conf }) => {
    const values: { sum: number; n: number }[] = x.map((value: number) => ({ sum: value, n: 1 }));
    const both = clusterMean(values, twoSided(conf));
    const { mean, lower, upper } = both;
    if (values.length < 2) return { mean, lower: null, upper: null, oneSidedUpper: null };
    return { mean, lower, upper, oneSidedUpper: clusterMean(values, conf).upper };
  },
  confusion_metrics: ({ matrix }) => ({ ...confusionSummary(matrix) }),
};
