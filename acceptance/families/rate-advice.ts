import { exposureForRate, zeroEventExposure } from '../statistics/rate-exposure.ts';
import type { Advice, Claim } from './family.ts';
import { counted, inWords } from './number-words.ts';
import type { JudgedRate, RateClaim } from './rate-claim.ts';
import { LEAST_DEVICES } from './scope.ts';
import { notBeating } from './undecided.ts';

/** Chance of a pass that the advice plans for, if the measured rate is the true one. */
const POWER = 0.8;

const HOURS_PER_DAY = 24;

/** Device-days as hours, in words. */
export const hoursInWords = (days: number): string => `${inWords(days * HOURS_PER_DAY)} h`;

/**
 * What would decide a rate that the data leave open: a fresh pilot of so many hours, more devices,
 * or nothing. `exposure` is what was watched, in device-days.
 */
export const rateAdvice = (
  judged: JudgedRate,
  { limit, fromAbove }: RateClaim,
  claim: Claim,
  watched: { readonly exposure: number; readonly clusters: number; readonly events: number },
): Advice => {
  const { exposure, clusters, events } = watched;
  /** Events that come in so many device-days at the pace they came in here. */
  const eventsIn = (days: number): number => Math.max(1, Math.ceil((events / exposure) * days));
  if (fromAbove && !(limit > 0)) {
    return {
      advice:
        'No length of time proves that it never happens; a limit that can be proven leaves room for chance.',
      needs: {},
    };
  }
  if (fromAbove ? judged.rate >= limit : judged.rate <= limit) {
    return notBeating('rate', 'time');
  }
  if (!fromAbove) {
    return {
      advice:
        'A fresh pilot over a longer time would decide it, if the measured rate is the true one.',
    };
  }
  const noun = claim.scope === 'fleet' ? 'device' : 'session';
  const planned = exposureForRate(limit, judged.rate, claim.confidence, POWER);
  const needed = planned?.exposure ?? zeroEventExposure(limit, claim.confidence);
  if (judged.repeated) {
    return {
      advice: `The same samples on more ${noun}s cannot help. A fresh pilot needs about ${hoursInWords(needed)} of different samples.`,
      needs: { events: eventsIn(needed) },
    };
  }
  // The scatter beyond chance grows with the time of a device: what each adds has an end. On more
  // devices it is known better, so that what the fewness of these added falls away.
  const filledBy = (factor: number): number => ((factor - 1) / exposure) * needed;
  const enough = filledBy(judged.factor) < 0.8;
  const filled = filledBy(enough ? judged.factor : judged.dispersion);
  const least = claim.scope === 'fleet' ? LEAST_DEVICES : 1;
  const on = enough
    ? Math.max(least, clusters)
    : Math.max(least, clusters + 1, Math.ceil(1.25 * filled * clusters));
  const total = needed / (1 - (filled * clusters) / on);
  const size = `about ${hoursInWords(total)} of device time, ${hoursInWords(total / on)} on each of ${counted(on, noun)},`;
  const needs = { events: eventsIn(total), clusters: on };
  if (judged.rate === 0) {
    return {
      advice: `A fresh pilot of ${size} without a single ${claim.transform ? 'stop' : 'one'} would prove it.`,
      needs,
    };
  }
  const allowed = Math.floor((planned?.maxEvents ?? 0) * (total / needed));
  return {
    advice: `A fresh pilot of ${size} would decide it with ${POWER * 100} % chance, if the measured rate is the true one; at most about ${allowed} may happen in it.`,
    needs,
  };
};
