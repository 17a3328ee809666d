import type { Limits } from './clopper-pearson.ts';
import { meanAndSd } from './descriptive.ts';
import { studentQuantile, studentTwoSidedP } from './student-t.ts';

export interface MeanDifference extends Limits {
  difference: number;
  standardError: number;
  degreesOfFreedom: number;
  /** Two-sided p-value of "no difference"; for display. */
  p: number;
}

/** Values of two samples that are compared with each other and with no others. */
export interface Stratum {
  first: readonly number[];
  second: readonly number[];
}

const limited = (
  difference: number,
  standardError: number,
  degreesOfFreedom: number,
  confidence: number,
): MeanDifference => {
  const half = studentQuantile(confidence, degreesOfFreedom) * standardError;
  const p =
    standardError > 0
      ? studentTwoSidedP(difference / standardError, degreesOfFreedom)
      : difference === 0
        ? 1
        : 0;
  return {
    difference,
    standardError,
    degreesOfFreedom,
    p,
    lower: difference - half,
    upper: difference + half,
  };
};

/**
 * Mean over strata of mean(first) - mean(second), with limits one-sided at `confidence`; degrees of
 * freedom after Satterthwaite 1946. One stratum is the two-sample comparison of Welch 1947. Null
 * where a sample has fewer than two values or one that is not finite.
 */
export const welch = (strata: readonly Stratum[], confidence: number): MeanDifference | null => {
  let [difference, variance, weights] = [0, 0, 0];
  for (const { first, second } of strata) {
    const [a, b] = [meanAndSd(first), meanAndSd(second)];
    if (a.mean === null || b.mean === null || a.sd === null || b.sd === null) return null;
    difference += (a.mean - b.mean) / strata.length;
    for (const { sd, n } of [
      { sd: a.sd, n: first.length },
      { sd: b.sd, n: second.length },
    ]) {
      const own = (sd * sd) / n / strata.length ** 2;
      variance += own;
      weights += (own * own) / (n - 1);
    }
  }
  if (strata.length === 0) return null;
  // Without any spread there is nothing to weigh; the fewest values say how little is known.
  const least = Math.min(...strata.flatMap(({ first, second }) => [first.length, second.length]));
  const degreesOfFreedom = weights > 0 ? (variance * variance) / weights : least - 1;
  return limited(difference, Math.sqrt(variance), degreesOfFreedom, confidence);
};

/**
 * Mean of first minus second over pairs, in their order, with limits one-sided at `confidence`.
 * Null with fewer than two pairs or a value that is not finite. Source: Student 1908.
 */
export const pairedT = (
  first: readonly number[],
  second: readonly number[],
  confidence: number,
): MeanDifference | null => {
  if (first.length !== second.length) return null;
  const { mean, sd } = meanAndSd(first.map((value, i) => value - second[i]!));
  if (mean === null || sd === null) return null;
  return limited(mean, sd / Math.sqrt(first.length), first.length - 1, confidence);
};
