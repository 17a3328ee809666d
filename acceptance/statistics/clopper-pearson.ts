import { betaQuantile } from './incomplete-beta.ts';

/** Lower and upper one-sided limits; each holds at the stated confidence on its own. */
export interface Limits {
  lower: number;
  upper: number;
}

/**
 * Exact one-sided limits of a share from `successes` out of `n`, each at `confidence`.
 * Both may be fractional (an effective sample size). Source: Clopper & Pearson 1934.
 */
export const clopperPearson = (successes: number, n: number, confidence: number): Limits => {
  const failures = n - successes;
  return {
    lower: successes <= 0 ? 0 : betaQuantile(1 - confidence, successes, failures + 1),
    upper: failures <= 0 ? 1 : betaQuantile(confidence, successes + 1, failures),
  };
};
