// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * One event of a device, one JSON object a line. Integers in the unit each field names. A pilot extends this sample with fields that begin with x_.
 */
export type TelemetryEvent = {
  /**
   * Version of this schema.
   */
  v: 1;
  /**
   * Which device.
   */
  device: string;
  /**
   * One boot of the device.
   */
  session: string;
  /**
   * Counts up by one within a session; gaps are losses.
   */
  seq: number;
  /**
   * Time since the session began, on the device's clock (virtual where it is emulated).
   */
  time_us: number;
  /**
   * What happened.
   */
  kind:
    | 'inference'
    | 'boot'
    | 'wake'
    | 'sleep'
    | 'heartbeat'
    | 'sync'
    | 'calibration'
    | 'update'
    | 'error'
    | 'window'
    | 'state';
  /**
   * Where the numbers of this event come from; where absent, whoever judges has to state it.
   */
  origin?: 'hardware' | 'emulated' | 'modelled';
  /**
   * Which scenario of the suite drove the device.
   */
  scenario?: string;
  /**
   * Name and version of the firmware.
   */
  firmware?: string;
  /**
   * Name of the model.
   */
  model?: string;
  /**
   * Environment and user group, such as temperature: cold.
   */
  tags?: {
    [k: string]: string;
  };
  /**
   * Which stimulus; pairs a candidate with its baseline.
   */
  sample?: string;
  /**
   * Complete stimulus to complete result, on the device's own clock.
   */
  latency_us?: number;
  /**
   * Why an inference has no latency_us, such as a clock too coarse to time it.
   */
  untimed?: string;
  /**
   * cold: the first inference after a boot or a sleep.
   */
  start?: 'cold' | 'warm';
  /**
   * The answer.
   */
  label?: string;
  /**
   * The right answer, where known.
   */
  truth?: string;
  /**
   * One score a class, larger is likelier.
   */
  scores?: number[];
  /**
   * Share between 0 and 1 the model states for its answer.
   */
  confidence?: number;
  /**
   * Whether the device gave this inference by itself, so that it answers no stimulus, whatever its sample is called.
   */
  unasked?: boolean;
  /**
   * Whether the declared fallback was taken instead of the answer.
   */
  fallback?: boolean;
  /**
   * Energy of this event.
   */
  energy_uJ?: number;
  /**
   * Bytes this event put on the uplink.
   */
  bytes_sent?: number;
  /**
   * Bytes of stack never touched so far.
   */
  stack_free?: number;
  /**
   * Bytes of heap or tensor arena never used so far.
   */
  heap_free?: number;
  /**
   * The most memory the process of the device had resident so far.
   */
  rss_B?: number;
  /**
   * Processor time this event took; of several cores the sum.
   */
  cpu_us?: number;
  /**
   * Battery voltage.
   */
  battery_mV?: number;
  /**
   * How long the device slept.
   */
  slept_ms?: number;
  /**
   * Why the device restarted.
   */
  cause?: string;
  /**
   * How an update or a calibration ended.
   */
  outcome?: string;
  /**
   * What an error event says.
   */
  message?: string;
  /**
   * Inferences in a window.
   */
  inferences?: number;
  /**
   * Length of a window on the device's own clock.
   */
  elapsed_us?: number;
  /**
   * Inferences before a window, not timed.
   */
  warmups?: number;
  /**
   * The same span as the host saw it.
   */
  host_us?: number;
  /**
   * The same span between two edges of the marker pin.
   */
  marker_us?: number;
  /**
   * How much later than on the device the host may see it.
   */
  link_us?: number;
  /**
   * State the device says it is in, such as safe.
   */
  state?: string;
  /**
   * Age of the calibration.
   */
  age_s?: number;
  /**
   * From a fault to the state that was declared; absent where that was not reached in time.
   */
  reaction_us?: number;
  /**
   * Events a device kept while it had no connection.
   */
  queued?: number;
  /**
   * Events of those that never came.
   */
  lost?: number;
  /**
   * Events of those that came more than once.
   */
  duplicated?: number;
  /**
   * This interface was referenced by `undefined`'s JSON-Schema definition
   * via the `patternProperty` "^x_[a-z0-9_]+$".
   */
  [k: string]: unknown;
};
