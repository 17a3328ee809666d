import { mover, type Estimated } from './mover.ts';
import type { PairedCounts } from './tango.ts';
import { wilson } from './wilson.ts';

/** Successes out of so many trials; both may be fractional (an effective sample size). */
export interface Count {
  successes: number;
  trials: number;
}

const scored = ({ successes, trials }: Count, confidence: number): Estimated => ({
  estimate: successes / trials,
  ...wilson(successes, trials, confidence),
});

/**
 * Two-sided limits of the difference of two shares of independent samples, from the score limits of
 * each. Source: Newcombe 1998a (Statistics in Medicine 17:873), method 10.
 */
export const newcombe = (first: Count, second: Count, confidence: number): Estimated =>
  mover(scored(first, confidence), scored(second, confidence));

/** Outcomes of two methods on the same samples, those on which they agree told apart. */
export interface AgreeingCounts extends Omit<PairedCounts, 'pairs'> {
  both: number;
  neither: number;
}

/** Correlation of the two outcomes, corrected for continuity where it is positive. */
const correlation = ({ both, onlyFirst, onlySecond, neither }: AgreeingCounts): number => {
  const margins =
    (both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither);
  if (margins === 0) return 0;
  const half = (both + onlyFirst + onlySecond + neither) / 2;
  const excess = both * neither - onlyFirst * onlySecond;
  return (excess < 0 ? excess : Math.max(0, excess - half)) / Math.sqrt(margins);
};

/**
 * Two-sided limits of share(first) - share(second) on the same samples, from the score limits of
 * each and their correlation. Source: Newcombe 1998b (Statistics in Medicine 17:2635), method 10.
 */
export const newcombePaired = (counts: AgreeingCounts, confidence: number): Estimated => {
  const { both, onlyFirst, onlySecond, neither } = counts;
  const trials = both + onlyFirst + onlySecond + neither;
  const first = scored({ successes: both + onlyFirst, trials }, confidence);
  const second = scored({ successes: both + onlySecond, trials }, confidence);
  const phi = correlation(counts);
  const apart = (a: number, b: number): number =>
    Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  const estimate = (onlyFirst - onlySecond) / trials;
  return {
    estimate,
    lower: estimate - apart(first.estimate - first.lower, second.upper - second.estimate),
    upper: estimate + apart(first.upper - first.estimate, second.estimate - second.lower),
  };
};
