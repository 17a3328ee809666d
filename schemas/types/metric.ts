// Generated from the schema of the same name by `npm run types`. Do not edit.

export type Family =
  | 'quantile'
  | 'proportion'
  | 'rate'
  | 'paired-difference'
  | 'mean'
  | 'total-per-device-day'
  | 'macro-f1'
  | 'auc'
  | 'auc-macro'
  | 'auc-grid'
  | 'calibration'
  | 'gap'
  | 'count'
  | 'fact';

/**
 * What a metric counts, as data: two engines and the planner read the same declaration.
 */
export interface MetricDeclaration {
  id: string;
  /**
   * Plain name for a reader.
   */
  title: string;
  family: Family;
  /**
   * events: telemetry; build: facts read from the firmware image.
   */
  from: 'events' | 'build';
  events?: {
    /**
     * Which events count.
     */
    kind:
      | 'inference'
      | 'boot'
      | 'update'
      | 'error'
      | 'window'
      | 'state'
      | 'calibration'
      | 'sync'
      | 'any';
    start?: 'cold' | 'warm';
    /**
     * Only events with one of these causes count.
     */
    causes?: string[];
    /**
     * Causes that do not count; of any other nobody knows.
     */
    planned?: string[];
  };
  /**
   * Field of the event, or of the inspected build, that holds the value.
   */
  value?: string;
  /**
   * Field the value is divided by; a time in us counts in seconds.
   */
  per?: string;
  /**
   * Of scores over all classes: as the event holds them, or divided by their sum.
   */
  scores?: 'as-given' | 'shares';
  /**
   * Which events are trials, and which of them count.
   */
  outcome?: {
    /**
     * labelled: the truth is known; class: it is the class in brackets; predicted-class: the answer is the class in brackets; negative-class: the truth is the class that means nothing is wrong; low-confidence and confident: the stated confidence is below, or not below, the suite's threshold.
     */
    trials:
      | 'labelled'
      | 'class'
      | 'predicted-class'
      | 'negative-class'
      | 'low-confidence'
      | 'confident'
      | 'every-event';
    /**
     * fallback: the declared fallback was taken; confident: the stated confidence reaches the suite's threshold; success: the outcome is ok.
     */
    counts: 'label-is-truth' | 'label-is-not-truth' | 'fallback' | 'confident' | 'success';
  };
  /**
   * What the profile adds to each event to make it its part of a day.
   */
  daily?: 'data' | 'energy';
  /**
   * The monotone function of the family's value that is compared with the limit.
   */
  derive?: 'battery-life' | 'uptime';
  /**
   * Metrics a difference or a gap may be taken of.
   */
  of?: string[];
  /**
   * What stands in brackets, where something must.
   */
  argument?: 'class' | 'metric';
  /**
   * Unit of the value; limits may use any of its dimension.
   */
  unit: string;
  /**
   * Whether the value rests on the power evidence and so has its origin at best.
   */
  power?: boolean;
  reporter: 'host' | 'device';
  clusters: ('device' | 'session')[];
  better: 'lower' | 'higher';
  /**
   * What counts are divided by: all time a device was observed, or that before events whose truth is the class that means nothing is wrong.
   */
  exposure?: 'device-time' | 'negative-class-time';
  /**
   * The value is how much the field fell since the inference before it in its session, over the time between.
   */
  change?: 'loss';
}
