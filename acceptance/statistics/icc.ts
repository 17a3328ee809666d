/**
 * One cluster's count, sum and sum of squares, about any origin that is the same for all clusters:
 * one near the values keeps the digits of a small spread.
 */
export interface Moments {
  n: number;
  sum: number;
  sumOfSquares: number;
}

/** Numbers are null where there are too few clusters or values to have them. */
export interface IntraclassCorrelation {
  msBetween: number | null;
  msWithin: number | null;
  /** Size of the balanced design with the same between-cluster information. */
  n0: number | null;
  /** May be negative; null where it is 0/0 or there are too few clusters or values. */
  icc: number | null;
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * Intraclass correlation by one-way analysis of variance. Source: Donner 1986.
 * Clusters without values are left out.
 */
export const intraclassCorrelation = (clusters: readonly Moments[]): IntraclassCorrelation => {
  const used = clusters.filter((cluster) => cluster.n > 0);
  const total = used.reduce((sum, cluster) => sum + cluster.n, 0);
  const grandMean = used.reduce((sum, cluster) => sum + cluster.sum, 0) / total;
  let between = 0;
  let within = 0;
  let sizeSquares = 0;
  for (const { n, sum, sumOfSquares } of used) {
    const mean = sum / n;
    between += n * (mean - grandMean) ** 2;
    within += Math.max(0, sumOfSquares - n * mean * mean);
    sizeSquares += n * n;
  }
  const k = used.length;
  const msBetween = between / (k - 1);
  const msWithin = within / (total - k);
  const n0 = (total - sizeSquares / total) / (k - 1);
  const denominator = msBetween + (n0 - 1) * msWithin;
  const icc = (msBetween - msWithin) / denominator;
  return { msBetween: known(msBetween), msWithin: known(msWithin), n0: known(n0), icc: known(icc) };
};

/** Kish's m* = sum m^2 / sum m: the cluster size an average event finds itself in. */
export const weightedClusterSize = (sizes: readonly number[]): number => {
  let sum = 0;
  let squares = 0;
  for (const size of sizes) {
    sum += size;
    squares += size * size;
  }
  return squares / sum;
};

/** Design effect 1 + (m* - 1) icc. Source: Kish 1965. */
export const designEffect = (sizes: readonly number[], icc: number): number =>
  1 + (weightedClusterSize(sizes) - 1) * icc;
