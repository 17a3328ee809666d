import { bootstrapRatio } from '../statistics/bootstrap.ts';
import { quantile } from '../statistics/descriptive.ts';
import { enumeratedSummary, enumerateResamples } from '../statistics/exhaustive-bootstrap.ts';
import {
  addAnswers,
  addedUp,
  bootstrapMacroF1,
  classCounts,
  macroF1Of,
} from '../statistics/macro-f1.ts';
import { percentileLimits } from '../statistics/percentile.ts';
import { bootstrapQuantileDifference } from '../statistics/quantile-bootstrap.ts';
import {
  exhaustiveStudentised,
  randomStudentised,
  type StudentisedBootstrap,
} from '../statistics/studentised-bootstrap.ts';
import type { Method } from './case.ts';

/** Any seed does: the cases allow for the chance of drawing. */
const SEED = 20_260_101;

/** Resamples that keep the chance of drawing well below what the cases allow. */
const enough = ({ minResamples = 0 }: { minResamples?: number }): number =>
  Math.max(100_000, minResamples);

const twoSided = (confidence: number): number => (1 + confidence) / 2;

/** Without values there are no resamples. */
const nothing = { replicates: 0, lower: null, upper: null, se: null } as const;

const single = (x: readonly number[]): { sum: number; n: number }[] =>
  x.map((value) => ({ sum: value, n: 1 }));

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

const oneSided = (resampled: StudentisedBootstrap, conf: number): Record<string, unknown> => {
  const { lower, upper } = resampled.limits(conf);
  return { used: resampled.used, oneSidedUpper: known(upper), oneSidedLower: known(lower) };
};

const statistics: Readonly<Record<string, (values: readonly number[]) => number>> = {
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  median: (values) => quantile(values, 0.5)!,
};

/** Values of a resample that drew each of them so often. */
const resample = (x: readonly number[], drawn: readonly number[]): number[] =>
  x.flatMap((value, i) => Array.from({ length: drawn[i]! }, () => value));

const itemsOf = (matrix: readonly (readonly number[])[]): Float64Array[] =>
  matrix.flatMap((row, truth) =>
    row.flatMap((times, label) => {
      const item = classCounts(matrix.length);
      addAnswers(item, truth, label, 1);
      return Array.from({ length: times }, () => item);
    }),
  );

/** Whatever is resampled: all resamples of few values, and seeded ones of more. */
export const resampling: Readonly<Record<string, Method>> = {
  bootstrap_exhaustive_percentile: ({ x }, { statistic, conf }) => {
    const of = statistics[statistic];
    if (!of) throw new RangeError(`no statistic ${statistic}`);
    if (x.length === 0) return { ...nothing, meanOfReplicates: null };
    const all = enumerateResamples(x.length, (drawn) => of(resample(x, drawn)));
    const { mean, standardError, lower, upper } = enumeratedSummary(all, twoSided(conf));
    return { replicates: all.used, lower, upper, se: standardError, meanOfReplicates: mean };
  },
  bootstrap_percentile_mean: ({ x }, params) => ({
    ...bootstrapRatio(single(x), twoSided(params.conf), enough(params), SEED),
  }),
  bootstrap_t_exhaustive: ({ x }, { conf }) =>
    x.length === 0
      ? { used: 0, oneSidedUpper: null, oneSidedLower: null }
      : oneSided(exhaustiveStudentised(single(x)), conf),
  bootstrap_t_mean: ({ x }, params) =>
    oneSided(randomStudentised(single(x), enough(params), SEED), params.conf),
  bootstrap_quantile_diff: ({ x, y }, params) => {
    const { p, conf } = params;
    const result = bootstrapQuantileDifference(x, y, p, twoSided(conf), enough(params), SEED);
    return { diff: result.estimate, lower: result.lower, upper: result.upper };
  },
  bootstrap_macro_f1: ({ matrix }, params) => {
    const items = itemsOf(matrix);
    if (items.length === 0) return { macroF1: null, lower: null, upper: null };
    const replicates = Math.max(20_000, params.minResamples ?? 0);
    const values = bootstrapMacroF1(items, replicates, SEED);
    return {
      macroF1: macroF1Of(addedUp(items, matrix.length)),
      ...percentileLimits(values, twoSided(params.conf)),
    };
  },
  cluster_bootstrap_exhaustive: ({ successes, trials }, { conf }) => {
    if (trials.length === 0) return nothing;
    const all = enumerateResamples(trials.length, (drawn) => {
      let [sum, n] = [0, 0];
      for (const [i, times] of drawn.entries()) {
        sum += times * successes[i];
        n += times * trials[i];
      }
      return sum / n;
    });
    const { standardError, lower, upper } = enumeratedSummary(all, twoSided(conf));
    return { replicates: all.used, lower, upper, se: standardError };
  },
};
