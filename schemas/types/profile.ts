// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * The day a device of this pilot lives: duty cycle, battery, temperature.
 */
export interface Profile {
  profile: string;
  description?: string;
  'inferences-per-day': number;
  sleep: {
    /**
     * Power state of the part while it waits.
     */
    state: string;
    source?: string;
  };
  uplink?: {
    /**
     * A number and a unit, such as "60 ms".
     */
    'energy-per-byte': string;
    'messages-per-day'?: number;
    /**
     * A number and a unit, such as "60 ms".
     */
    'message-overhead'?: string;
    source: string;
  };
  sensor?: {
    /**
     * A number and a unit, such as "60 ms".
     */
    current: string;
    /**
     * A number and a unit, such as "60 ms".
     */
    'time-per-inference': string;
    source: string;
  };
  battery: {
    type?: string;
    /**
     * A number and a unit, such as "60 ms".
     */
    capacity: string;
    /**
     * A number and a unit, such as "60 ms".
     */
    voltage: string;
    /**
     * A number and a unit, such as "60 ms".
     */
    usable: string;
    /**
     * A number and a unit, such as "60 ms".
     */
    'self-discharge-per-year'?: string;
    source: string;
  };
  /**
   * How long a device is down after an unplanned restart until it is mended, such as "4 h".
   */
  repair?: string;
  /**
   * A number and a unit, such as "60 ms".
   */
  temperature?: string;
}
