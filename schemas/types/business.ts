// Generated from the schema of the same name by `npm run types`. Do not edit.

/**
 * What the fleet costs and saves; every input has a low, a base and a high value and a source. Amounts are in the currency, discount-rate is in % a year, shares are between 0 and 1.
 */
export interface BusinessCase {
  /**
   * ISO 4217 code, such as EUR.
   */
  currency: string;
  /**
   * How amounts are written: a BCP 47 tag such as de-DE; English where nothing is said.
   */
  locale?: string;
  /**
   * Months.
   */
  horizon: number;
  'discount-rate': Input;
  /**
   * Devices.
   */
  fleet: number;
  /**
   * Once, at the start: device and installation (each device), project and training (all together). A year: support, licence and updates (each device), operation (all together). Each time: battery-swap, visit-per-false-alarm. downtime: an hour a device is down. battery-life-limit: days after which a battery is changed in any case. decommissioning: each device, at the end of the horizon.
   */
  costs: {
    device: Input;
    installation: Input;
    project?: Input;
    training?: Input;
    'battery-swap'?: Input;
    'battery-life-limit'?: Input;
    support?: Input;
    licence?: Input;
    updates?: Input;
    operation?: Input;
    'visit-per-false-alarm'?: Input;
    downtime?: Input;
    decommissioning?: Input;
  };
  /**
   * Per device and month; edge-residual is what stays with the edge.
   */
  cloud: {
    backhaul: Input;
    inference: Input;
    storage: Input;
    egress: Input;
    'edge-residual': Input;
  };
  /**
   * Yearly and per device, where nothing else is said. avoidable-share: of a fault's loss, by a timely alarm; alarm-decisions: independent ones, after windows are merged; recall-today: faults found in time without this system.
   */
  uptime?: {
    'faults-per-device-year': Input;
    'avoidable-share': Input;
    'loss-per-missed-fault': Input;
    'alarm-decisions-per-device-year': Input;
    'recall-today': Input;
  };
  /**
   * Criteria whose results drive the case.
   */
  'driven-by'?: {
    /**
     * Recall of each fault; the mean counts.
     */
    recall?: string[];
    /**
     * False-positive rate.
     */
    'false-alarms'?: string;
    /**
     * How long a battery lasts.
     */
    'battery-life'?: string;
    /**
     * Share of time a device is up.
     */
    uptime?: string;
  };
}
export interface Input {
  /**
   * Smallest plausible value.
   */
  low: number;
  base: number;
  /**
   * Largest plausible value.
   */
  high: number;
  unit: string;
  /**
   * Where the range comes from; an assumption says so.
   */
  source: string;
  label?: string;
}
