// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * What a family keeps of the observations of one cluster; parts add up, whoever counted them.
 */
export type SufficientStatistic =
  ValueStatistic | ShareStatistic | PairStatistic | SumStatistic | ExtremeStatistic;
export type Count = number;
/**
 * Right answers among the events.
 */
export type Truths = string[];

/**
 * Family quantile: every value, in the metric's unit.
 */
export interface ValueStatistic {
  values: number[];
  /**
   * Events without the value.
   */
  missing: number;
  /**
   * Values that are no number, or negative.
   */
  invalid: number;
}
/**
 * Family proportion.
 */
export interface ShareStatistic {
  trials: Count;
  successes: Count;
  /**
   * Trials without an answer.
   */
  missing: number;
  truths: Truths;
}
/**
 * Family paired difference: baseline and candidate on the same samples.
 */
export interface PairStatistic {
  both: Count;
  onlyBaseline: Count;
  onlyCandidate: Count;
  neither: Count;
  unpaired: Count;
  missing: Count;
  truths: Truths;
}
/**
 * Families mean and total per device-day: sums of values and of what they are divided by.
 */
export interface SumStatistic {
  n: Count;
  sum: number;
  sumOfSquares: number;
  /**
   * Events (mean) or device-days (total).
   */
  exposure: number;
  missing: Count;
  invalid: Count;
}
/**
 * Family fact: smallest and largest value seen.
 */
export interface ExtremeStatistic {
  n: Count;
  least: number | null;
  greatest: number | null;
  missing: Count;
  invalid: Count;
}
