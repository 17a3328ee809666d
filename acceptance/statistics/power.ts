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
const EXACT_UP_TO = 1e6;

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
 * First number of allowed failures that reaches the power. What is reached rises with it but for
 * the unevenness of whole numbers, so a search by halves ends near the first, and the first lies
 * at most `uneven` before.
 */
const firstAllowed = (reaches: (allowed: number) => boolean, uneven: number): number => {
  let high = 1;
  while (!reaches(high - 1)) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reaches(middle - 1)) high = middle;
    else low = middle;
  }
  let first = high - 1;
  for (let allowed = first - 1; allowed >= Math.max(0, high - 1 - uneven); allowed -= 1) {
    if (reaches(allowed)) first = allowed;
  }
  return first;
};

/**
 * Smallest number of independent events that proves "share of failures at most 1 - limit" with
 * the wanted power when the true share of successes is `assumed`; null when no sample can (the
 * assumed share does not beat the limit). Exact binomial search over the allowed failures.
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
  const reached = (allowed: number): number =>
    binomialCdf(allowed, minimumEvents(limit, allowed, confidence), 1 - assumed);
  // One failure more allows so many more events that fewer than one of them is expected to fail;
  // what is left over is what each allowed failure gains, against one event lost to rounding.
  const gain = 1 - (1 - assumed) / (1 - limit);
  const uneven = Math.ceil((2 * (1 - assumed)) / gain) + 2;
  const allowed = firstAllowed((count) => reached(count) >= power, uneven);
  return { n: minimumEvents(limit, allowed, confidence), allowed, power: reached(allowed) };
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
