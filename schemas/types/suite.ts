// Generated from the schema of the same name by `npm run types`. Do not edit.

export type Step =
  | ('reset' | 'infer' | 'power-cycle')
  | {
      reset: true;
      /**
       * A number and a unit, such as "60 ms".
       */
      within?: string;
    }
  | {
      /**
       * How many stimuli, in their order.
       */
      infer: number;
      /**
       * A number and a unit, such as "60 ms".
       */
      within?: string;
    }
  | {
      /**
       * Timed windows, each of the next stimulus.
       */
      measure: {
        /**
         * How many; default 5.
         */
        windows?: number;
        /**
         * How long a window has to be on the device's clock; default 10 s. A shorter one is kept as it is.
         */
        'at-least'?: string;
        /**
         * Inferences before each window, not timed; default 10.
         */
        warmups?: number;
        /**
         * Inferences in a window; found by a short trial where absent.
         */
        iterations?: number;
      };
      /**
       * Deadline of each window; default three times at-least and the usual deadline.
       */
      within?: string;
    }
  | {
      /**
       * A number and a unit, such as "60 ms".
       */
      sleep: string;
      /**
       * A number and a unit, such as "60 ms".
       */
      within?: string;
    }
  | {
      /**
       * A number and a unit, such as "60 ms".
       */
      wait: string;
    }
  | {
      /**
       * Take what the device says unasked, for a time or until it has given so many inferences.
       */
      listen:
        | {
            /**
             * A number and a unit, such as "60 s".
             */
            for: string;
          }
        | {
            /**
             * How many inferences.
             */
            count: number;
            /**
             * For all of them, such as "5 min".
             */
            within?: string;
          };
    }
  | {
      /**
       * One line of text.
       */
      send: string;
      /**
       * Regular expression a line of the answer must match.
       */
      expect?: string;
      /**
       * A number and a unit, such as "60 ms".
       */
      within?: string;
    }
  | {
      /**
       * Regular expression a line must match.
       */
      expect: string;
      /**
       * A number and a unit, such as "60 ms".
       */
      within?: string;
    }
  | {
      /**
       * How many times.
       */
      repeat: number;
      /**
       * @minItems 1
       */
      steps: Step[];
    }
  | {
      /**
       * Name of the group.
       */
      group: string;
      /**
       * @minItems 1
       */
      steps: Step[];
      retry?: Retry;
    }
  | {
      /**
       * Fault the firmware brings about in itself, such as sensor-stuck, model-corrupt or brown-out.
       */
      inject: string;
      /**
       * State it has to reach; restarted where it has to start anew.
       */
      'expect-state': string;
      /**
       * A number and a unit, such as "60 ms".
       */
      within?: string;
    }
  | {
      /**
       * Fault that is taken back.
       */
      clear: string;
      'expect-state': string;
      /**
       * A number and a unit, such as "60 ms".
       */
      within?: string;
    }
  | {
      calibrate: true;
      /**
       * A number and a unit, such as "60 ms".
       */
      within?: string;
    }
  | {
      /**
       * How long it has no connection.
       */
      offline: string;
      /**
       * A number and a unit, such as "60 ms".
       */
      within?: string;
    };
/**
 * A number and a unit, such as "60 ms".
 */
export type Duration = string;

/**
 * An acceptance suite: what must be proven before a pilot may go ahead.
 */
export interface Suite {
  suite: string;
  version: number;
  /**
   * What is decided, as a question.
   */
  question: string;
  /**
   * What a signature under a go permits.
   */
  authorises?: string;
  /**
   * What this suite leaves open, printed on page one.
   */
  'not-tested'?: string[];
  builds?: {
    /**
     * Build file, relative to this file.
     */
    candidate: string;
    baseline?: {
      /**
       * Run folder with golden evidence.
       */
      run: string;
      /**
       * Digest of its evidence.json.
       */
      sha256?: string;
    };
  };
  devices?: {
    tags?: string[];
    'at-least'?: number;
    /**
     * What devices named by address speak.
     */
    protocol?: string;
  };
  /**
   * fleet: holds for devices like these; these-devices: for these alone.
   */
  claim?: 'fleet' | 'these-devices';
  /**
   * Weakest origin that may pass; default hardware.
   */
  accept?: 'hardware' | 'emulated' | 'modelled';
  /**
   * One-sided, such as "95 %".
   */
  confidence?: string;
  /**
   * Correlation within a device that is assumed at least; default 0.05.
   */
  'icc-floor'?: number;
  /**
   * Share of events that may fail the telemetry schema, or be missing by their sequence numbers, before nothing can be a go; default "0 %".
   */
  'allow-rejected'?: string;
  /**
   * The label that means nothing is wrong; default normal.
   */
  'negative-class'?: string;
  /**
   * Telemetry schema, relative to this file.
   */
  telemetry?: string;
  /**
   * Duty cycle and battery, relative to this file.
   */
  profile?: string;
  /**
   * A number and a unit, such as "60 ms".
   */
  deadline?: string;
  scenarios?: {
    [k: string]: {
      /**
       * Labelled samples, one JSON object a line.
       */
      stimulus?: string;
      /**
       * Folder with y_labels.csv and the files it lists, relative to this file; --dataset replaces it.
       */
      dataset?: string;
      /**
       * Take only the first so many of each device.
       */
      'samples-per-device'?: number;
      /**
       * @minItems 1
       */
      steps: Step[];
      retry?: Retry;
      /**
       * Disturbs every stimulus before a device gets it, always in the same way.
       */
      perturb?: {
        /**
         * How x holds its numbers, little-endian.
         */
        format: 'int8' | 'uint8' | 'int16' | 'float32';
        /**
         * White Gaussian noise: the signal about its mean is so far above it, such as "20 dB".
         */
        noise?: string;
        /**
         * Factor on every number, such as "-6 dB".
         */
        gain?: string;
        /**
         * Share of the numbers that are lost and read as zero, such as "5 %".
         */
        dropout?: string;
        /**
         * Numbers lost in a row; default 1.
         */
        burst?: number;
        /**
         * Every number is the first one, as of a sensor that is stuck.
         */
        stuck?: true;
        /**
         * Default 1.
         */
        seed?: number;
      };
    };
  };
  criteria: {
    [k: string]:
      | string
      | {
          /**
           * statistic(metric) op number unit
           */
          expect: string;
          /**
           * Each value of each of these tags must meet it too; device stands for each device by itself, a list of tags for each combination.
           *
           * @minItems 1
           */
          'in-every'?: (string | string[])[];
          /**
           * Requirements this criterion proves.
           */
          covers?: string | string[];
          /**
           * Where a number comes from; hardware is the strongest, modelled the weakest.
           */
          accept?: 'hardware' | 'emulated' | 'modelled';
          /**
           * false: shown, but decides nothing.
           */
          required?: boolean;
          /**
           * Only events of this scenario.
           */
          scenario?: string;
          waiver?: {
            reason: string;
            owner: string;
            approver: string;
            expires: string;
          };
          /**
           * Where the limit comes from.
           */
          why?: string;
          /**
           * Tag whose groups a gap is taken between.
           */
          between?: string;
          /**
           * The limit bounds the change against the baseline, such as "p95(latency) <= +5 ms".
           */
          against?: 'baseline';
          /**
           * complete: the stimuli are all there is, so the value itself is compared, without inference.
           */
          population?: 'sample' | 'complete';
          /**
           * Bounds that hold at every look, for work in stages.
           */
          sequential?: 'confidence-sequence' | 'sprt';
          /**
           * The value that is expected, for planning; of a quantile the share of events beyond the limit, such as "1 %".
           */
          expected?: string;
        };
  };
  /**
   * Business case, relative to this file.
   */
  business?: string;
  /**
   * Classes in the order of the scores a device reports.
   *
   * @minItems 1
   */
  labels?: string[];
  /**
   * Stated confidence below which a device must take its fallback.
   */
  'confidence-threshold'?: number;
  /**
   * How often the data will be looked at; the error is split across the looks. Default 1.
   */
  looks?: number;
  /**
   * Whether something that passed only when tried again can carry a go; default fail.
   */
  flaky?: 'fail' | 'allow';
}
/**
 * Try again after a bench fault.
 */
export interface Retry {
  /**
   * Tries in all; only bench faults are tried again.
   */
  attempts: number;
  'power-cycle'?: boolean;
  after?: Duration;
}
