import { binomialCdf } from './binomial.ts';
import { minimumEvents } from './order-statistics.ts';
import { normalQuantile } from './normal.ts';

export interface PlannedSample {
  n: number;
  /** Failures that may be seen among n while the claim is still proven. */
  allowed: number;
  power: number;
}

/** Beyond so many allowed failures the normal approximation is exact enough to plan by. */
const EXACT_UP_TO = 5000;

/** Sample size by the normal approximation. Source: Fleiss, Levin & Paik 2003, section 2.4. */
const approximateSize = (
  limit: number,
  assumed: number,
  confidence: number,
  power: number,
): number => {
  const atLimit = normalQuantile(confidence) * Math.sqrt(limit * (1 - limit));
  const atTruth = normalQuantile(power) * Math.sqrt(assumed * (1 - assumed));
  return Math.ceil(((atLimit + atTruth) / (assumed - limit)) ** 2);
};

/**
 * Smallest number of independent events that proves "share of failures at most 1 - limit" with
 * the wanted power when the true share of successes is `assumed`. Exact search over the allowed
 * failures, begun well below the approximate answer; null when no sample can (the assumed share
 * does not beat the limit).
 */
export const eventsForProportion = (
  limit: number,
  assumed: number,
  confidence: number,
  power: number,
): PlannedSample | null => {
  if (!(assumed > limit) || limit >= 1) return null;
  const about = approximateSize(limit, assumed, confidence, power);
  const failures = about * (1 - assumed);
  if (failures > EXACT_UP_TO) return { n: about, allowed: Math.floor(failures), power };
  for (let allowed = Math.max(0, Math.floor(0.7 * failures) - 10); ; allowed += 1) {
    const n = minimumEvents(limit, allowed, confidence);
    const reached = binomialCdf(allowed, n, 1 - assumed);
    if (reached >= power) return { n, allowed, power: reached };
  }
};

/**
 * Pairs that prove a drop below `margin`: (z_conf + z_power)^2 (d - drop^2) / (margin - drop)^2,
 * with `discordant` the share of pairs on which the two differ. Source: Lu & Bean 1995.
 */
export const pairsForNonInferiority = (
  discordant: number,
  assumedDrop: number,
  margin: number,
  confidence: number,
  power: number,
): number | null => {
  if (!(margin > assumedDrop)) return null;
  const z = normalQuantile(confidence) + normalQuantile(power);
  return Math.ceil((z * z * (discordant - assumedDrop ** 2)) / (margin - assumedDrop) ** 2);
};

/** Clusters of a given size that hold `n` independent events' worth of information. */
export const clustersFor = (n: number, eventsPerCluster: number, icc: number): number =>
  Math.ceil((n * (1 + (eventsPerCluster - 1) * icc)) / eventsPerCluster);
