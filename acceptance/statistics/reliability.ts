import { garwood } from './poisson.ts';

const MINUTES_PER_YEAR = 525_960;

/** Mean time between failures, and what it is at least at `confidence`. */
export interface TimeBetween {
  /** Null without a failure. */
  readonly mean: number | null;
  readonly lower: number;
}

/**
 * Time between failures in the unit of `time`, ended by time and not by a failure: 2 T over the
 * chi-squared quantile with 2 r + 2 degrees of freedom. Counts may be fractional. Source: Epstein 1960.
 */
export const timeBetween = (failures: number, time: number, confidence: number): TimeBetween => ({
  mean: failures === 0 ? null : time / failures,
  lower: 1 / garwood(failures, time, confidence).upper,
});

/** Share of the time a device is up; both in one unit, not both zero. */
export const availability = (up: number, down: number): number => up / (up + down);

/** Minutes a year of 365.25 days that a device is down. */
export const downtimePerYear = (available: number): number => (1 - available) * MINUTES_PER_YEAR;
