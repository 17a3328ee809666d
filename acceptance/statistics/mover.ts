import type { Limits } from './clopper-pearson.ts';

/** A parameter with its limits. */
export interface Estimated extends Limits {
  estimate: number;
}

/**
 * Limits of first minus second, of two parameters estimated apart from each other, from the limits
 * of each: what is one-sided at some confidence there is so here. An unknown limit of either, as an
 * infinite one, leaves that side of the difference open.
 * Source: method of variance estimates recovery, Zou & Donner 2008.
 */
export const mover = (first: Estimated, second: Estimated): Estimated => {
  const estimate = first.estimate - second.estimate;
  const below = Math.hypot(first.estimate - first.lower, second.upper - second.estimate);
  const above = Math.hypot(first.upper - first.estimate, second.estimate - second.lower);
  return { estimate, lower: estimate - below, upper: estimate + above };
};
