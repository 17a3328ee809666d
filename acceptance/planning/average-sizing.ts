import type { Need } from '../../schemas/types/requirements.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import { LEAST_SKEWNESS } from '../families/fleet-average.ts';
import { percentInWords } from '../families/number-words.ts';
import { wordingOf } from '../judgement/claim.ts';
import { powerForSkewedMean, valuesForSkewedMean } from '../statistics/power-mean.ts';
import type { Assumption } from './assumption.ts';
import type { Question } from './question.ts';
import { needOf, plannedClusters, type Sized } from './requirement.ts';

/** Fewest events that a mean should rest on, whatever their spread. */
const LEAST_EVENTS = 10;

/** Distance from the limit in standard deviations between devices. */
const effectOf = ({ claim }: Question, { value, spread }: Assumption): number => {
  const gap = limitsFromAbove(claim) ? claim.limit - value : value - claim.limit;
  const scale = spread * Math.abs(value);
  if (gap === 0) return 0;
  return scale > 0 ? gap / scale : Math.sign(gap) * Infinity;
};

/** Size of a pilot for an average over devices: means, and totals of a day. */
export const sizeAverage = (question: Question, assumption: Assumption): Sized => {
  const { criterion, metric, plan, planned, claim } = question;
  const effect = effectOf(question, assumption);
  const devices = planned.clusters;
  const needed = (power: number): Need | null => {
    const values = valuesForSkewedMean(effect, claim.confidence, power, LEAST_SKEWNESS);
    if (values === null) return null;
    const clusters = Math.max(values, plannedClusters(question));
    return needOf(clusters, Math.max(LEAST_EVENTS, clusters), question);
  };
  const chance = (): number | null => {
    if (!Number.isFinite(devices) || planned.events === 0) return null;
    if (devices < 2 || effect <= 0) return 0;
    // The verdict allows for so much skewness, whether the devices show it or not.
    return effect === Infinity
      ? 1
      : powerForSkewedMean(effect, devices, claim.confidence, LEAST_SKEWNESS);
  };
  const mean = wordingOf(criterion, metric, plan).write(assumption.value);
  const spread = percentInWords(assumption.spread);
  return {
    assumed: `${mean}, spread ${spread}`,
    condition: `it is ${mean} and the devices differ by ${spread}`,
    needed,
    power: chance(),
    best: null,
  };
};
