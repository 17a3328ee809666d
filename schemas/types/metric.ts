// Generated from the schema of the same name by `npm run types`. Do not edit.

export type Family =
  'quantile' | 'proportion' | 'paired-difference' | 'mean' | 'total-per-device-day' | 'fact';

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
    kind: 'inference' | 'any';
    start?: 'cold' | 'warm';
  };
  /**
   * Field of the event, or of the inspected build, that holds the value.
   */
  value?: string;
  /**
   * Which events are trials, and which of them count.
   */
  outcome?: {
    /**
     * labelled: the truth is known; class: it is the class in brackets; negative-class: it is the class that means nothing is wrong.
     */
    trials: 'labelled' | 'class' | 'negative-class';
    counts: 'label-is-truth' | 'label-is-not-truth';
  };
  /**
   * What the profile adds to each event to make it its part of a day.
   */
  daily?: 'data' | 'energy';
  /**
   * The monotone function of the family's value that is compared with the limit.
   */
  derive?: 'battery-life';
  /**
   * Metric a difference may be taken of.
   */
  of?: 'accuracy';
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
}
