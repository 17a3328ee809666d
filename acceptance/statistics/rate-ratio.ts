import { binomialTest } from './binomial-test.ts';
import { clopperPearson } from './clopper-pearson.ts';
import type { RateCount } from './rate-dispersion.ts';

export interface RateRatio {
  /** First rate over the second; null where neither has an event or only the first has. */
  readonly ratio: number | null;
  readonly lower: number | null;
  /** Null where it is unbounded. */
  readonly upper: number | null;
  /** Exact two-sided p-value of equal rates. */
  readonly p: number;
}

/**
 * Ratio of two Poisson rates with limits, each one-sided at `confidence`: given the sum of both
 * counts the first is binomial. Both exposures are positive. Source: Przyborowski & Wilenski 1940.
 */
export const rateRatio = (first: RateCount, second: RateCount, confidence: number): RateRatio => {
  const total = first.count + second.count;
  if (total === 0) return { ratio: null, lower: null, upper: null, p: 1 };
  const scale = second.exposure / first.exposure;
  const odds = (share: number): number | null =>
    share >= 1 ? null : (share / (1 - share)) * scale;
  const { lower, upper } = clopperPearson(first.count, total, confidence);
  const share = first.exposure / (first.exposure + second.exposure);
  return {
    ratio: second.count === 0 ? null : (first.count / second.count) * scale,
    lower: odds(lower),
    upper: odds(upper),
    p: binomialTest(first.count, total, share, 'two-sided'),
  };
};
