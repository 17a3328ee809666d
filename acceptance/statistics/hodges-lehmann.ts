import type { Limits } from './clopper-pearson.ts';
import { createRandom } from './random.ts';
import { shiftRank } from './rank-sum.ts';

export interface Shift extends Limits {
  shift: number;
}

/** How many columns of each row of differences are below, and how many up to, a value. */
interface Staircase {
  readonly below: Float64Array;
  readonly upTo: Float64Array;
}

/** Ascending values; differences x[i] - y[j] rise with i and fall with j. */
type Ordered = Float64Array;

/** Counts of each row's differences below `value` and up to it, in one walk down the staircase. */
const count = (
  x: Ordered,
  y: Ordered,
  value: number,
  { below, upTo }: Staircase,
): [number, number] => {
  const n = y.length;
  let [less, lessOrEqual] = [0, 0];
  // From the right: columns of row i whose difference is too small begin no earlier for larger x.
  let [first, firstOrEqual] = [0, 0];
  for (let i = 0; i < x.length; i += 1) {
    while (first < n && x[i]! - y[first]! >= value) first += 1;
    while (firstOrEqual < n && x[i]! - y[firstOrEqual]! > value) firstOrEqual += 1;
    below[i] = n - first;
    upTo[i] = n - firstOrEqual;
    less += below[i]!;
    lessOrEqual += upTo[i]!;
  }
  return [less, lessOrEqual];
};

/**
 * The k-th smallest (from 1) of all x[i] - y[j], without laying them out: a pivot is drawn among
 * those still in question and all are counted against it, in O((m + n) log(m n)) expected steps.
 */
const selectDifference = (x: Ordered, y: Ordered, k: number): number => {
  const [m, n] = [x.length, y.length];
  const random = createRandom(k);
  // Row i still has in question its differences of rank low[i] (from 0) up to below high[i].
  const low = new Float64Array(m);
  const high = new Float64Array(m).fill(n);
  const staircase = { below: new Float64Array(m), upTo: new Float64Array(m) };
  for (;;) {
    let open = 0;
    for (let i = 0; i < m; i += 1) open += high[i]! - low[i]!;
    let drawn = Math.floor(random() * open);
    let row = 0;
    while (drawn >= high[row]! - low[row]!) {
      drawn -= high[row]! - low[row]!;
      row += 1;
    }
    const pivot = x[row]! - y[n - 1 - (low[row]! + drawn)]!;
    const [less, lessOrEqual] = count(x, y, pivot, staircase);
    if (k <= less) {
      for (let i = 0; i < m; i += 1) high[i] = Math.min(high[i]!, staircase.below[i]!);
    } else if (k > lessOrEqual) {
      for (let i = 0; i < m; i += 1) low[i] = Math.max(low[i]!, staircase.upTo[i]!);
    } else return pivot;
  }
};

/**
 * Median of all differences x - y, the shift of a typical value, with limits that are one-sided at
 * `confidence` each: order statistics of the differences at the exact ranks of the rank-sum
 * distribution, beyond 10,000 pairs at those of its normal approximation. With ties the limits hold
 * and are wider than need be. Null for an empty sample or a value that is not finite.
 * Source: Hodges & Lehmann 1963; limits after Moses 1953.
 */
export const hodgesLehmann = (
  x: readonly number[],
  y: readonly number[],
  confidence: number,
): Shift | null => {
  const pairs = x.length * y.length;
  const [a, b] = [new Float64Array(x).sort(), new Float64Array(y).sort()];
  const ends = [a.at(0), a.at(-1), b.at(0), b.at(-1)];
  if (pairs === 0 || !ends.every((end) => Number.isFinite(end))) return null;
  const at = (k: number): number => selectDifference(a, b, k);
  const rank = shiftRank(a.length, b.length, 1 - confidence);
  const upperMiddle = at(Math.floor(pairs / 2) + 1);
  return {
    shift: pairs % 2 === 1 ? upperMiddle : (at(pairs / 2) + upperMiddle) / 2,
    lower: at(rank),
    upper: at(pairs + 1 - rank),
  };
};
