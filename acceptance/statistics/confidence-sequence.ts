import type { Limits } from './clopper-pearson.ts';
import { increasingRoot } from './root.ts';
import { logGamma } from './saddle-point.ts';

/** Shapes of the beta distribution that a sequence is mixed over. */
export interface BetaPrior {
  readonly a: number;
  readonly b: number;
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** Smallest share p at which the mixture is less than 1 / alpha times as likely as p. */
const lowerLimit = (hits: number, misses: number, { a, b }: BetaPrior, alpha: number): number => {
  if (hits === 0) return 0;
  const mixture = logBeta(a + hits, b + misses) - logBeta(a, b);
  const logLikelihood = (t: number): number =>
    hits * t + (misses === 0 ? 0 : misses * Math.log1p(-Math.exp(t)));
  const best = Math.log(hits / (hits + misses));
  // The share may lie many orders of magnitude below the observed one: search its logarithm.
  const root = increasingRoot(
    {
      value: (t) => -Math.log(alpha) - mixture + logLikelihood(t),
      slope: (t) => hits - (misses === 0 ? 0 : (misses * Math.exp(t)) / -Math.expm1(t)),
    },
    -745,
    best,
    best - 1e-3,
  );
  return Math.exp(root);
};

/**
 * Limits of a share that hold at every look at once, however often and whenever it is looked: all
 * shares under which the beta-binomial mixture of the data is less than 1 / alpha times as likely.
 * Both limits together miss the truth with at most alpha. `hits` of `trials`, which need not be
 * whole; the prior is on the share of hits. Source: Robbins 1970, Howard et al. 2021.
 */
export const confidenceSequence = (
  hits: number,
  trials: number,
  alpha: number,
  prior: BetaPrior,
): Limits => ({
  lower: lowerLimit(hits, trials - hits, prior, alpha),
  upper: 1 - lowerLimit(trials - hits, hits, { a: prior.b, b: prior.a }, alpha),
});
