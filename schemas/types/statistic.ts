// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * What a family keeps of the observations of one cluster; parts add up, whoever counted them.
 */
export type SufficientStatistic =
  | ValueStatistic
  | ShareStatistic
  | PairStatistic
  | SumStatistic
  | ExtremeStatistic
  | RateStatistic
  | ConfusionStatistic
  | ScoreStatistic
  | CalibrationStatistic
  | ClassScoreStatistic
  | TallyStatistic;
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
/**
 * Family rate: counted events and the time they were counted in.
 */
export interface RateStatistic {
  count: Count;
  /**
   * Device-days.
   */
  exposure: number;
  /**
   * Events that may or may not count.
   */
  missing: number;
  /**
   * Events that tell whether they count, counted or not.
   */
  events?: number;
}
/**
 * Family macro-F1: answers by truth and label.
 */
export interface ConfusionStatistic {
  /**
   * Truth, then label, then how often.
   */
  answers: {
    [k: string]: {
      [k: string]: Count;
    };
  };
  missing: Count;
}
/**
 * Family AUC: scores of the samples of the class and of all others.
 */
export interface ScoreStatistic {
  positive: number[];
  negative: number[];
  missing: Count;
  invalid: Count;
}
/**
 * Family calibration: squared errors of the stated confidence, and its bins.
 */
export interface CalibrationStatistic {
  n: Count;
  sum: number;
  sumOfSquares: number;
  bins: {
    n: Count;
    right: Count;
    /**
     * Sum of the stated confidences.
     */
    confidence: number;
    /**
     * Sum of confidence times one minus it.
     */
    variance: number;
  }[];
  missing: Count;
  invalid: Count;
  truths: Truths;
}
/**
 * Families AUC macro and AUC grid: all scores of every sample, and which of them is that of its true class.
 */
export interface ClassScoreStatistic {
  /**
   * Position of the true class among the scores, one a sample.
   */
  truths: Count[];
  scores: number[][];
  missing: Count;
  invalid: Count;
}
/**
 * Family count: how many events there are that hold what they must.
 */
export interface TallyStatistic {
  n: Count;
  /**
   * Events that are none, such as a window without time.
   */
  void: number;
}
