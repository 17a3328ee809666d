/** Fewest values of a session that tell anything: below, its own mean hides the correlation. */
export const LEAST_VALUES = 20;

/** Lag-1 autocorrelation of several series, learnt value by value. */
export interface SerialCorrelation {
  /** Adds the next value of a series, each numbered from 0. */
  readonly add: (series: number, value: number) => void;
  /**
   * Sum over the series of the products of neighbouring deviations over the sum of their squares,
   * each series about its own mean; null without a series of `LEAST_VALUES` or without spread.
   */
  readonly pooled: (usable: (series: number) => boolean) => number | null;
}

// What is kept of a series: first value, then of the values less the first their number, sum,
// sum of squares, sum of neighbours' products and the last one.
const [FIRST, COUNT, SUM, SQUARES, PRODUCTS, LAST, FIELDS] = [0, 1, 2, 3, 4, 5, 6];

/**
 * With deviations from the first value y, mean m and n values, the sum of (y_i - m)(y_(i-1) - m) is
 * the products' sum less m (2 sum - y_1 - y_n) plus (n - 1) m^2, so nothing has to be kept twice.
 * Source of the coefficient: Box & Jenkins 1976, pooled over series.
 */
export const createSerialCorrelation = (): SerialCorrelation => {
  let kept = new Float64Array(16 * FIELDS);
  let series = 0;
  return {
    add: (number, value) => {
      const at = number * FIELDS;
      if (number >= series) {
        series = number + 1;
        if (at >= kept.length) {
          const longer = new Float64Array(Math.max(series * FIELDS, 2 * kept.length));
          longer.set(kept);
          kept = longer;
        }
      }
      const count = kept[at + COUNT]!;
      if (count === 0) kept[at + FIRST] = value;
      const y = value - kept[at + FIRST]!;
      kept[at + COUNT] = count + 1;
      kept[at + SUM] = kept[at + SUM]! + y;
      kept[at + SQUARES] = kept[at + SQUARES]! + y * y;
      kept[at + PRODUCTS] = kept[at + PRODUCTS]! + y * kept[at + LAST]!;
      kept[at + LAST] = y;
    },
    pooled: (usable) => {
      let [products, squares] = [0, 0];
      for (let number = 0; number < series; number += 1) {
        const at = number * FIELDS;
        const n = kept[at + COUNT]!;
        if (n < LEAST_VALUES || !usable(number)) continue;
        const sum = kept[at + SUM]!;
        const mean = sum / n;
        const own = kept[at + SQUARES]! - sum * mean;
        // What is left of equal values is rounding, not spread.
        if (!(own > 1e-12 * kept[at + SQUARES]!)) continue;
        squares += own;
        products +=
          kept[at + PRODUCTS]! - mean * (2 * sum - kept[at + LAST]!) + (n - 1) * mean * mean;
      }
      return squares > 0 ? products / squares : null;
    },
  };
};
