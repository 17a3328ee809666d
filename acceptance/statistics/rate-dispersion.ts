import { normalQuantile } from './normal.ts';
import { garwood } from './poisson.ts';
import { studentQuantile } from './student-t.ts';

/** Counted events and the exposure, such as device-days, they were counted in. */
export interface RateCount {
  readonly count: number;
  readonly exposure: number;
}

export interface DispersedRate {
  /** Events per unit of exposure over all clusters. */
  readonly rate: number;
  /** Pearson's statistic over its degrees of freedom, at least 1, the value of a common rate. */
  readonly dispersion: number;
  /** What count and exposure are divided by before the limits are taken. */
  readonly factor: number;
  readonly lower: number;
  readonly upper: number;
}

/** Variance of the counts over that of Poisson counts with one common rate; at least 1. */
const pearson = (clusters: readonly RateCount[], rate: number): number => {
  if (clusters.length < 2 || rate === 0) return 1;
  let squares = 0;
  for (const { count, exposure } of clusters) {
    const expected = rate * exposure;
    squares += (count - expected) ** 2 / expected;
  }
  return Math.max(1, squares / (clusters.length - 1));
};

/** What a dispersion from so few clusters is divided by: itself, widened by (t / z)^2. */
const widened = (dispersion: number, clusters: number, confidence: number): number =>
  dispersion > 1
    ? dispersion * (studentQuantile(confidence, clusters - 1) / normalQuantile(confidence)) ** 2
    : 1;

/**
 * Factor by which the variance of the whole count exceeds chance, linearised by cluster (Cochran
 * 1977, chapter 6). With equal exposures it is Pearson's; where one cluster was watched for most of
 * the time, its own rate weighs on the whole more than Pearson's mean over clusters shows.
 */
export const linearisedFactor = (clusters: readonly RateCount[], confidence: number): number => {
  const used = clusters.filter(({ exposure }) => exposure > 0);
  const count = used.reduce((sum, cluster) => sum + cluster.count, 0);
  const exposure = used.reduce((sum, cluster) => sum + cluster.exposure, 0);
  if (used.length < 2 || count === 0) return 1;
  const squares = used.reduce(
    (sum, cluster) => sum + (cluster.count - (count / exposure) * cluster.exposure) ** 2,
    0,
  );
  // Unequal clusters show their scatter as well as so many equal ones would (Kish 1965).
  const equal = exposure ** 2 / used.reduce((sum, cluster) => sum + cluster.exposure ** 2, 0);
  const factor = (used.length / (used.length - 1)) * (squares / count);
  return equal > 1 ? widened(factor, equal, confidence) : factor;
};

/**
 * One-sided limits, each at `confidence`, of a rate that was counted on several clusters (devices):
 * Garwood's limits of a count and an exposure divided by what the counts scatter beyond chance.
 * Dispersion that is estimated from few clusters is widened by (t / z)^2. `leastFactor` is assumed
 * even where the clusters happen to agree. Clusters without exposure tell nothing; at least one has.
 * Source: McCullagh & Nelder 1989, section 6.2.3, for the dispersion.
 */
export const dispersedRate = (
  clusters: readonly RateCount[],
  confidence: number,
  leastFactor: number = 1,
): DispersedRate => {
  const used = clusters.filter(({ exposure }) => exposure > 0);
  const count = used.reduce((sum, cluster) => sum + cluster.count, 0);
  const exposure = used.reduce((sum, cluster) => sum + cluster.exposure, 0);
  const rate = count / exposure;
  const dispersion = pearson(used, rate);
  const factor = Math.max(widened(dispersion, used.length, confidence), leastFactor);
  return { rate, dispersion, factor, ...garwood(count / factor, exposure / factor, confidence) };
};
