import { normalCdf, normalQuantile } from './normal.ts';

/** Scores of the samples of a class and of all others. */
export interface Scores {
  readonly positive: ArrayLike<number>;
  readonly negative: ArrayLike<number>;
}

/** An area under the ROC curve and what each sample adds to it. */
export interface Placements {
  readonly auc: number;
  /** Of each positive, the share of the negatives it outscores, ties by half. */
  readonly ofPositives: Float64Array;
  /** Of each negative, the share of the positives that outscore it, ties by half. */
  readonly ofNegatives: Float64Array;
}

/** How many of the ascending values lie below a value. */
const countBelow = (sorted: Float64Array, value: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** How many of the ascending values are a value, from the place of the first on. */
const countEqual = (sorted: Float64Array, value: number, first: number): number => {
  if (sorted[first] !== value) return 0;
  let low = first;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] === value) low = middle + 1;
    else high = middle;
  }
  return low - first;
};

/** Of each value the share of the ascending others that lie below it, ties by half. */
const sharesBelow = (values: Float64Array, others: Float64Array): Float64Array => {
  const shares = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    const below = countBelow(others, value);
    shares[i] = (below + countEqual(others, value, below) / 2) / others.length;
  }
  return shares;
};

const meanOf = (values: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i]!;
  return sum / values.length;
};

/**
 * Chance that a positive outscores a negative, ties by half (Mann & Whitney 1947), with the
 * structural components of its variance, in O(n log n) (Sun & Xu 2014). Null with one class only.
 */
export const placementsOf = ({ positive, negative }: Scores): Placements | null => {
  if (positive.length === 0 || negative.length === 0) return null;
  const positives = new Float64Array(positive);
  const negatives = new Float64Array(negative);
  const ofPositives = sharesBelow(positives, negatives.toSorted());
  const ofNegatives = sharesBelow(negatives, positives.toSorted());
  for (let i = 0; i < ofNegatives.length; i += 1) ofNegatives[i] = 1 - ofNegatives[i]!;
  return { auc: meanOf(ofPositives), ofPositives, ofNegatives };
};

/** Covariance of two lists of one length, n - 1 in the denominator; NaN with one value. */
const covariance = (a: Float64Array, b: Float64Array): number => {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i]! - meanA) * (b[i]! - meanB);
  return sum / (a.length - 1);
};

/** What the positives and what the negatives add to the variance of an area. */
export interface VarianceParts {
  readonly ofPositives: number;
  readonly ofNegatives: number;
}

/**
 * Variance of an area by its parts, samples independent; NaN with one sample of a class. Source:
 * DeLong et al. 1988.
 */
export const delongVariance = ({ ofPositives, ofNegatives }: Placements): VarianceParts => ({
  ofPositives: covariance(ofPositives, ofPositives) / ofPositives.length,
  ofNegatives: covariance(ofNegatives, ofNegatives) / ofNegatives.length,
});

/** An estimate with its standard error and one-sided limits; null where there is none. */
export interface AucLimits {
  readonly auc: number | null;
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * Area with Wald limits of DeLong et al. 1988, each one-sided at `confidence`, within 0 and 1. At
 * perfect separation the limits are the estimate itself, which is no certainty: a verdict needs
 * another bound. All null with one class only.
 */
export const delong = (scores: Scores, confidence: number): AucLimits => {
  const placements = placementsOf(scores);
  if (!placements) return { auc: null, standardError: null, lower: null, upper: null };
  const { ofPositives, ofNegatives } = delongVariance(placements);
  const standardError = finite(Math.sqrt(ofPositives + ofNegatives));
  const { auc } = placements;
  if (standardError === null) return { auc, standardError, lower: null, upper: null };
  const half = normalQuantile(confidence) * standardError;
  return { auc, standardError, lower: Math.max(0, auc - half), upper: Math.min(1, auc + half) };
};

/** Two areas on the same samples. */
export interface AucDifference {
  readonly first: number | null;
  readonly second: number | null;
  readonly difference: number | null;
  readonly standardError: number | null;
  /** Two-sided; null without any spread. */
  readonly p: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Area of the first scores minus that of the second on the same samples in the same order, with
 * one-sided Wald limits, each at `confidence`. All null with one class only. Source: DeLong et al.
 * 1988.
 */
export const delongPaired = (first: Scores, second: Scores, confidence: number): AucDifference => {
  const [a, b] = [placementsOf(first), placementsOf(second)];
  if (!a || !b) {
    const none = { first: null, second: null, difference: null, standardError: null };
    return { ...none, p: null, lower: null, upper: null };
  }
  const between = (of: 'ofPositives' | 'ofNegatives'): number =>
    (covariance(a[of], a[of]) + covariance(b[of], b[of]) - 2 * covariance(a[of], b[of])) /
    a[of].length;
  const difference = a.auc - b.auc;
  const variance = between('ofPositives') + between('ofNegatives');
  const standardError = finite(Math.sqrt(Math.max(0, variance)));
  const half = standardError === null ? Number.NaN : normalQuantile(confidence) * standardError;
  return {
    first: a.auc,
    second: b.auc,
    difference,
    standardError,
    p: standardError ? 2 * normalCdf(-Math.abs(difference / standardError)) : null,
    lower: finite(difference - half),
    upper: finite(difference + half),
  };
};

/** Limits of an area on the logit scale, where they stay within 0 and 1; for 0 < auc < 1. */
export const logitLimits = (
  auc: number,
  standardError: number,
  quantile: number,
): { lower: number; upper: number } => {
  const centre = Math.log(auc / (1 - auc));
  const half = (quantile * standardError) / (auc * (1 - auc));
  const back = (logit: number): number => 1 / (1 + Math.exp(-logit));
  return { lower: back(centre - half), upper: back(centre + half) };
};
