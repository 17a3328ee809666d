// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * traces/NAME.json of a run: power or current over time, thinned to the least and most of each step.
 */
export interface PowerTraceFile {
  v: 1;
  trace: PowerTrace;
}
export interface PowerTrace {
  id: string;
  /**
   * The instrument or file it comes from.
   */
  source: string;
  origin: 'hardware' | 'emulated' | 'modelled';
  unit: 'W' | 'A';
  /**
   * Samples before thinning.
   */
  n: number;
  rate_Hz: number;
  duration_s: number;
  /**
   * Of all samples; null where there are none.
   */
  mean: number | null;
  /**
   * Least and most of each step; steps are equally long, and one without samples is left out.
   */
  points: {
    /**
     * Start of the step, seconds from the start of the trace.
     */
    t: number;
    min: number;
    max: number;
  }[];
  /**
   * Stretches that something was measured over.
   */
  windows: {
    label: string;
    /**
     * Seconds from the start of the trace.
     */
    from: number;
    to: number;
    /**
     * Of the samples between both.
     */
    mean: number | null;
  }[];
  markers: {
    /**
     * Seconds from the start of the trace.
     */
    t: number;
    label: string;
  }[];
}
