import { decisiveBound } from './comparison.ts';
import type { Advice, Claim, DeviceValue, Judgement, Wording } from './family.ts';
import { counted } from './number-words.ts';

/** A judgement without numbers: nothing was there to judge, or it cannot be trusted. */
export const errorJudgement = (claim: Claim, method: string, reason: string): Judgement => ({
  outcome: 'error',
  reason,
  decisive: decisiveBound(claim),
  n: 0,
  effectiveN: null,
  icc: null,
  method,
  pMet: null,
  devices: [],
});

/** Why values cannot be judged as they are: gaps and non-numbers may hide the worst of them. */
export const faultIn = (counts: {
  observed: number;
  missing: number;
  invalid?: number;
}): string | undefined => {
  const { observed, missing, invalid = 0 } = counts;
  if (invalid > 0) {
    return `${counted(invalid, 'value')} ${invalid === 1 ? 'is' : 'are'} not a number, infinite or negative`;
  }
  if (missing > 0 && observed > 0) {
    return `${missing} of ${counted(observed + missing, 'event')} ${missing === 1 ? 'lacks' : 'lack'} the value`;
  }
  if (missing > 0) return `none of ${counted(missing, 'event')} carries the value`;
  return observed > 0 ? undefined : 'no event tells anything about it';
};

/**
 * The same judgement, but undecided for a reason that neither a good nor a bad number outweighs:
 * too few clusters, or one class only. An error stays an error.
 */
export const withheld = (judgement: Judgement, reason: string | undefined): Judgement => {
  if (reason === undefined || judgement.outcome === 'error') return judgement;
  const { advice = `A fresh pilot is needed in which this is mended: ${reason}.` } = judgement;
  return { ...judgement, outcome: 'inconclusive', reason, advice, withheld: true };
};

/** Where what was measured misses the limit itself, and only chance keeps it from being a fail. */
export const notBeating = (what: string, more: string): Advice => ({
  advice: `The measured ${what} itself does not beat the limit; more ${more} of the same kind will not prove it.`,
  needs: {},
});

/** Sentence about a claim whose numbers are not allowed to decide: what was seen, and why not. */
export const explainWithheld = (
  { bounds, reason }: Judgement,
  { title, write, rule }: Wording,
): string =>
  `${title}: measured ${write(bounds?.estimate ?? null)}; not proven: ${reason} (required: ${rule}).`;

/** Devices in a stable order, whatever order their events came in. */
export const inOrder = (devices: readonly DeviceValue[]): DeviceValue[] =>
  devices.toSorted((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : 0));

/** Distinct strings of both, sorted. */
export const union = (a: readonly string[], b: readonly string[]): string[] =>
  [...new Set([...a, ...b])].toSorted();
