import { chiSquaredQuantile } from './incomplete-gamma.ts';
import { normalQuantile } from './normal.ts';
import { poissonCdf } from './poisson.ts';

/** What has to be watched so that a rate can be proven to be at most a limit. */
export interface PlannedExposure {
  /** Events that may happen in it while the claim is still proven. */
  readonly maxEvents: number;
  /** In the unit the rates are per. */
  readonly exposure: number;
  /** Chance of a pass. */
  readonly power: number;
}

/** Exposure without a single event whose upper limit is `limit`; unbounded for a limit of zero. */
export const zeroEventExposure = (limit: number, confidence: number): number =>
  -Math.log1p(-confidence) / limit;

/** Exposure at which the upper limit of so many events is `limit` (Garwood 1936). */
const exposureAt = (events: number, limit: number, confidence: number): number =>
  chiSquaredQuantile(confidence, 2 * events + 2) / (2 * limit);

/** Beyond so many allowed events the normal approximation is exact enough to plan by. */
const EXACT_UP_TO = 100_000;

/** Exposure by the normal approximation. */
const approximateExposure = (
  limit: number,
  assumed: number,
  confidence: number,
  power: number,
): number => {
  const spread =
    normalQuantile(confidence) * Math.sqrt(limit) + normalQuantile(power) * Math.sqrt(assumed);
  return (spread / (limit - assumed)) ** 2;
};

/**
 * Fewest allowed events, with the exposure they need, that prove "the rate is at most `limit`" with
 * the wanted power when it truly is `assumed`. Power grows with the allowance, so the search halves.
 * Null when no exposure can: the assumed rate does not beat the limit.
 */
export const exposureForRate = (
  limit: number,
  assumed: number,
  confidence: number,
  power: number,
): PlannedExposure | null => {
  if (!(assumed >= 0 && assumed < limit)) return null;
  const about = approximateExposure(limit, assumed, confidence, power);
  if (about * assumed > EXACT_UP_TO) {
    return { maxEvents: Math.floor(about * assumed), exposure: about, power };
  }
  const plan = (maxEvents: number): PlannedExposure => {
    const exposure = exposureAt(maxEvents, limit, confidence);
    return { maxEvents, exposure, power: poissonCdf(maxEvents, assumed * exposure) };
  };
  let tooFew = -1;
  let high = plan(0);
  while (high.power < power) {
    tooFew = high.maxEvents;
    high = plan(2 * high.maxEvents + 1);
  }
  while (high.maxEvents - tooFew > 1) {
    const middle = plan(Math.floor((tooFew + high.maxEvents) / 2));
    if (middle.power < power) tooFew = middle.maxEvents;
    else high = middle;
  }
  return high;
};
