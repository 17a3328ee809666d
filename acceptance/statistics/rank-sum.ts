import { normalCdf, normalQuantile } from './normal.ts';

/** Sizes below which untied values are tested exactly. */
const SMALL = 50;

/** Pairs up to which the exact distribution costs next to nothing. */
const EXACT_UP_TO = 10_000;

export interface RankSum {
  /** Pairs with x > y, and half of those with x = y. */
  U: number;
  /** Two-sided p-value of equal distributions. */
  p: number;
  /** U over all pairs: the chance that an x exceeds a y. */
  cles: number;
}

/**
 * P(U <= u) for u = 0 ... m n of untied values, by the recursion over which sample holds the largest
 * value. Source: Mann & Whitney 1947.
 */
const exactCdf = (m: number, n: number): Float64Array => {
  // After j rounds, of[i] holds the probabilities of U for samples of i and j values.
  const of = Array.from({ length: m + 1 }, () => new Float64Array([1]));
  for (let j = 1; j <= n; j += 1) {
    for (let i = 1; i <= m; i += 1) {
      const [fewerX, fewerY] = [of[i - 1]!, of[i]!];
      const next = new Float64Array(i * j + 1);
      for (let u = 0; u < fewerX.length; u += 1) next[u + j]! += (fewerX[u]! * i) / (i + j);
      for (let u = 0; u < fewerY.length; u += 1) next[u]! += (fewerY[u]! * j) / (i + j);
      of[i] = next;
    }
  }
  const cdf = of[m]!;
  for (let u = 1; u < cdf.length; u += 1) cdf[u]! += cdf[u - 1]!;
  return cdf;
};

/** Pairs with x > y and half the ties, and the sum of t^3 - t over groups of t tied values. */
const countPairs = (x: ArrayLike<number>, y: ArrayLike<number>): { U: number; ties: number } => {
  let [U, ties, i, j] = [0, 0, 0, 0];
  while (i < x.length || j < y.length) {
    const value = j >= y.length || (i < x.length && x[i]! <= y[j]!) ? x[i]! : y[j]!;
    const [fromX, fromY] = [i, j];
    while (i < x.length && x[i] === value) i += 1;
    while (j < y.length && y[j] === value) j += 1;
    const tied = i - fromX + (j - fromY);
    U += (i - fromX) * (fromY + (j - fromY) / 2);
    ties += tied ** 3 - tied;
  }
  return { U, ties };
};

/**
 * Rank-sum test of two samples: exact without ties and with fewer than 50 values each, else by the
 * normal distribution with the variance corrected for ties and a continuity correction. It tells of
 * a typical change and overlooks a bad minority, so no verdict rests on it. Null for an empty
 * sample. Source: Mann & Whitney 1947.
 */
export const mannWhitney = (x: readonly number[], y: readonly number[]): RankSum | null => {
  const [m, n] = [x.length, y.length];
  if (m === 0 || n === 0) return null;
  const { U, ties } = countPairs(new Float64Array(x).sort(), new Float64Array(y).sort());
  const cles = U / (m * n);
  const total = m + n;
  if (ties === 0 && m < SMALL && n < SMALL) {
    const cdf = exactCdf(m, n);
    // The distribution is symmetric, so the upper tail of U is the lower tail of m n - U.
    return { U, p: Math.min(1, 2 * cdf[Math.min(U, m * n - U)]!), cles };
  }
  const variance = ((m * n) / 12) * (total + 1 - ties / (total * (total - 1)));
  const distance = Math.max(0, Math.abs(U - (m * n) / 2) - 0.5);
  const p = variance > 0 ? Math.min(1, 2 * normalCdf(-distance / Math.sqrt(variance))) : 1;
  return { U, p, cles };
};

/**
 * Rank q of the pairwise differences so that the q-th smallest and the q-th largest bound the shift,
 * each one-sided with an error of at most `tail`; 1 where even the extreme ones do not.
 */
export const shiftRank = (m: number, n: number, tail: number): number => {
  if (m * n <= EXACT_UP_TO) {
    // Smallest u with P(U <= u) >= tail; rounding in the sum must not move it.
    const cdf = exactCdf(m, n);
    return Math.max(
      1,
      cdf.findIndex((probability) => probability >= tail * (1 - 1e-12)),
    );
  }
  const spread = Math.sqrt((m * n * (m + n + 1)) / 12);
  return Math.max(1, Math.floor((m * n) / 2 + normalQuantile(tail) * spread));
};
