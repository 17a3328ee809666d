import type { Need } from '../../schemas/types/requirements.ts';
import { rateClaimOf } from '../families/rate-claim.ts';
import { wordingOf } from '../judgement/claim.ts';
import { poissonCdf } from '../statistics/poisson.ts';
import { exposureForRate, zeroEventExposure } from '../statistics/rate-exposure.ts';
import type { Assumption } from './assumption.ts';
import type { Question } from './question.ts';
import { plannedExposure } from './rate-feasibility.ts';
import { plannedClusters, type Sized } from './requirement.ts';

const HOURS_PER_DAY = 24;

/** Most events in an exposure that still prove the limit; -1 where not even none does. */
const mostAllowed = (limit: number, exposure: number, confidence: number): number => {
  const proves = (events: number): boolean =>
    poissonCdf(events, limit * exposure) <= 1 - confidence;
  if (!proves(0)) return -1;
  let [low, high] = [0, Math.ceil(limit * exposure) + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (proves(middle)) low = middle;
    else high = middle;
  }
  return low;
};

/** Size of a pilot for a rate: false alarms, restarts, errors, and the uptime that follows. */
export const sizeRate = (question: Question, { value }: Assumption): Sized => {
  const { criterion, metric, claim, plan } = question;
  const { limit } = rateClaimOf(claim);
  const assumed = claim.transform?.invert?.(value) ?? value;
  const needed = (power: number): Need | null => {
    const planned = exposureForRate(limit, assumed, claim.confidence, power);
    if (!planned) return null;
    const clusters = plannedClusters(question);
    return { events: null, clusters, hours: planned.exposure * HOURS_PER_DAY };
  };
  const exposure = plannedExposure(question);
  const least = exposure?.least ?? 0;
  const most = exposure?.most ?? Infinity;
  const provable = zeroEventExposure(limit, claim.confidence);
  const { write } = wordingOf(criterion, metric, plan);
  // Steps tell how long devices sleep and wait, and only roughly how long they are watched.
  const isTold = least > 0 && (least >= provable || most < provable);
  const best = zeroEventExposure(least, claim.confidence);
  return {
    assumed: write(value),
    condition: `it is ${write(value)}`,
    needed,
    power: isTold ? poissonCdf(mostAllowed(limit, least, claim.confidence), assumed * least) : null,
    best: least > 0 && !claim.transform ? `<= ${write(best, 'upper')}` : null,
    ...(isTold
      ? {}
      : { caution: 'the steps of this suite do not tell how long the devices are watched' }),
  };
};
