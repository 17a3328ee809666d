import { decidedBy } from './comparison.ts';
import type { Claim, Judgement, Wording } from './family.ts';

/** Sentence about a mean or a total: measured, bound, limit. */
export const explainAverage = (
  { outcome, bounds, decisive }: Judgement,
  _claim: Claim,
  { title, write, rule, whom }: Wording,
): string => {
  const estimate = write(bounds?.estimate ?? null);
  const decided = decidedBy(outcome, decisive);
  const edge = write(bounds?.[decided] ?? null, decided);
  const side = decisive === 'upper' ? 'at most' : 'at least';
  if (outcome === 'pass') {
    return `${title} was ${estimate}; even allowing for chance it is ${side} ${edge} in ${whom} (required: ${rule}).`;
  }
  if (outcome === 'fail') {
    return `${title} was ${estimate}, which misses the limit even when chance is allowed for: at best ${edge} (required: ${rule}).`;
  }
  return `${title} was ${estimate}, which proves only ${side} ${edge} (required: ${rule}).`;
};
