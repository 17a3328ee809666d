// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * A suite as it was frozen before the first sample: parsed criteria, resolved inputs and their digests.
 */
export interface Plan {
  v: 1;
  suite: {
    id: string;
    version: number;
    question: string;
    authorises?: string;
    not_tested: string[];
    /**
     * SHA-256, lower-case hex.
     */
    sha256: string;
  };
  claim: 'fleet' | 'these-devices';
  /**
   * Where a number comes from; hardware is the strongest, modelled the weakest.
   */
  accept: 'hardware' | 'emulated' | 'modelled';
  /**
   * Such as 0.95.
   */
  confidence: number;
  icc_floor: number;
  /**
   * Whether what passed only when tried again can carry a go; fail where absent.
   */
  flaky?: 'fail' | 'allow';
  /**
   * Share of events that may fail the telemetry schema before nothing can be a go; 0 where absent.
   */
  allow_rejected?: number;
  negative_class: string;
  /**
   * Devices the suite asks for.
   */
  at_least: number;
  /**
   * Devices chosen for the run.
   */
  devices: {
    id: string;
    tags: string[];
    transport: string;
    protocol: string;
    /**
     * Where a number comes from; hardware is the strongest, modelled the weakest.
     */
    origin: 'hardware' | 'emulated' | 'modelled';
  }[];
  candidate: {
    id: string;
    /**
     * SHA-256, lower-case hex.
     */
    sha256: string;
    part: string;
  } | null;
  baseline: {
    /**
     * SHA-256, lower-case hex.
     */
    evidence_sha256: string;
    /**
     * Path inside the run folder.
     */
    events: string;
    build: string;
  } | null;
  profile: {
    id: string;
    inferences_per_day: number;
    /**
     * Supply current while it waits.
     */
    sleep_A: number;
    supply_V: number;
    /**
     * Supply current while it computes.
     */
    active_A?: number;
    idle_A?: number;
    sensor_J_per_inference?: number;
    uplink_J_per_byte?: number;
    uplink_messages_per_day?: number;
    uplink_overhead_B?: number;
    /**
     * Energy the battery holds, nominal.
     */
    battery_J: number;
    /**
     * Share of it that can be used.
     */
    battery_usable: number;
    /**
     * Share lost a year.
     */
    self_discharge_per_year?: number;
    /**
     * How long a device is down after an unplanned restart.
     */
    repair_days?: number;
    temperature_degC?: number;
    sources?: string[];
  } | null;
  scenarios: {
    id: string;
    /**
     * Stimuli in all, over the chosen devices.
     */
    samples: number;
    /**
     * Inferences in all.
     */
    inferences: number;
    /**
     * Of these the first after a reset or sleep.
     */
    cold?: number;
    /**
     * Inferences per tag=value; of a combination the criteria ask for, tag × tag=value × value.
     */
    slices?: {
      [k: string]: number;
    };
    /**
     * Inferences per true class.
     */
    truths?: {
      [k: string]: number;
    };
    /**
     * Digest, whatever their order, of device, sample and truth of all inferences.
     */
    roll?: string;
    truth_slices?: ClassSlices;
    /**
     * Different samples, however many devices they are shown to.
     */
    distinct?: {
      samples: number;
      slices: Counts;
      truths: Counts;
      truth_slices: ClassSlices;
      /**
       * Of these samples those that an earlier scenario shows too.
       */
      repeats?: number;
    };
    /**
     * Device time in all: at least the sleeps and waits, at most with every answer at its deadline.
     */
    hours?: {
      least: number;
      most: number;
    };
    /**
     * Starts that the steps ask for, over all devices.
     */
    sessions?: number;
  }[];
  criteria: Criterion[];
  business: {
    [k: string]: unknown;
  } | null;
  inputs: {
    /**
     * suite, telemetry, profile, part, build, business, stimulus, patterns, image, baseline, config
     */
    role: string;
    /**
     * Inside the run folder, or where it was read.
     */
    path: string;
    /**
     * SHA-256, lower-case hex.
     */
    sha256: string;
    bytes: number;
  }[];
  /**
   * Classes in the order of the scores.
   */
  labels?: string[];
  confidence_threshold?: number;
  /**
   * Declared looks; 1 where absent.
   */
  looks?: number;
}
/**
 * By true class, then by tag=value.
 */
export interface ClassSlices {
  [k: string]: Counts;
}
export interface Counts {
  [k: string]: number;
}
export interface Criterion {
  id: string;
  /**
   * As written.
   */
  expect: string;
  metric: string;
  /**
   * Class or metric in brackets, such as cavitation.
   */
  argument?: string;
  statistic: string;
  op: '<=' | '<' | '>=' | '>';
  limit: {
    value: number;
    unit: string;
  };
  /**
   * Tags; a combination is written tag × tag.
   */
  in_every: string[];
  covers: string[];
  /**
   * Where a number comes from; hardware is the strongest, modelled the weakest.
   */
  accept: 'hardware' | 'emulated' | 'modelled';
  required: boolean;
  scenario?: string;
  waiver?: {
    reason: string;
    owner: string;
    approver: string;
    expires: string;
  };
  why?: string;
  where?: {
    file: string;
    line?: number;
    column?: number;
  };
  /**
   * Class of the metric in brackets, such as cavitation in gap(recall(cavitation)).
   */
  of_class?: string;
  between?: string;
  against?: 'baseline';
  population?: 'complete';
  sequential?: 'confidence-sequence' | 'sprt';
  expected?: {
    value: number;
    unit: string;
  };
}
