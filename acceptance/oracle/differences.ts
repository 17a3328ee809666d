import { meanAndSd } from '../statistics/descriptive.ts';
import { hodgesLehmann } from '../statistics/hodges-lehmann.ts';
import { pairedT, welch } from '../statistics/mean-difference.ts';
import { newcombe, newcombePaired } from '../statistics/newcombe.ts';
import { mannWhitney } from '../statistics/rank-sum.ts';
import { tango } from '../statistics/tango.ts';
import type { Method } from './case.ts';

const twoSided = (confidence: number): number => (1 + confidence) / 2;

/** Mean of x less that of y, which single values have too; null where one of them has no mean. */
const betweenMeans = (x: readonly number[], y: readonly number[]): number | null => {
  const [first, second] = [meanAndSd(x).mean, meanAndSd(y).mean];
  return first === null || second === null ? null : first - second;
};

/** Mean of x less y, pair by pair. */
const meanOfPairs = (x: readonly number[], y: readonly number[]): number | null =>
  x.length === y.length ? meanAndSd(x.map((value, i) => value - y[i]!)).mean : null;

/** Differences between two runs: shares, means and typical values. */
export const differences: Readonly<Record<string, Method>> = {
  paired_proportion_diff_ci: ({ bothCorrect, onlyA, onlyB, bothWrong }, { conf }) => {
    const counts = { both: bothCorrect, onlyFirst: onlyA, onlySecond: onlyB, neither: bothWrong };
    const pairs = bothCorrect + onlyA + onlyB + bothWrong;
    if (pairs === 0) {
      const [newcombeLower, newcombeUpper, tangoLower, tangoUpper] = [null, null, null, null];
      return { diff: null, newcombeLower, newcombeUpper, tangoLower, tangoUpper };
    }
    const crossCheck = newcombePaired(counts, conf);
    const score = tango({ ...counts, pairs }, twoSided(conf));
    return {
      diff: crossCheck.estimate,
      newcombeLower: crossCheck.lower,
      newcombeUpper: crossCheck.upper,
      tangoLower: score.lower,
      tangoUpper: score.upper,
    };
  },
  unpaired_proportion_diff_ci: ({ k1, n1, k2, n2 }, { conf }) => {
    const { estimate, lower, upper } = newcombe(
      { successes: k1, trials: n1 },
      { successes: k2, trials: n2 },
      conf,
    );
    return { diff: estimate, newcombeLower: lower, newcombeUpper: upper };
  },
  welch_diff_ci: ({ x, y }, { conf }) => {
    const result = welch([{ first: x, second: y }], twoSided(conf));
    return {
      diff: result?.difference ?? betweenMeans(x, y),
      df: result?.degreesOfFreedom ?? null,
      lower: result?.lower ?? null,
      upper: result?.upper ?? null,
      p: result?.p ?? null,
    };
  },
  paired_t_ci: ({ x, y }, { conf }) => {
    const result = pairedT(x, y, twoSided(conf));
    return {
      diff: result?.difference ?? meanOfPairs(x, y),
      lower: result?.lower ?? null,
      upper: result?.upper ?? null,
      p: result?.p ?? null,
    };
  },
  mann_whitney: ({ x, y }) => ({
    ...(mannWhitney(x, y) ?? { U: null, p: null, cles: null }),
  }),
  hodges_lehmann_shift_ci: ({ x, y }, { conf }) => ({
    ...(hodgesLehmann(x, y, twoSided(conf)) ?? { shift: null, lower: null, upper: null }),
  }),
};
