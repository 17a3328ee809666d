import { metrics } from '../../../acceptance/metrics/index.ts';
import { clopperPearson } from '../../../acceptance/statistics/clopper-pearson.ts';
import type { ShareStatistic } from '../../../schemas/types/statistic.ts';
import { betaShare, binomial } from '../distributions.ts';
import { perDevice, type Situation } from '../situation.ts';

const EVENTS = 200;

/** Accuracy of at least `limit` %: the error share of each device is beta distributed. */
export const accuracyAtLeast = (
  limit: number,
  better: number,
  repetitions: Situation['repetitions'],
): Situation => ({
  id: `accuracy-${limit}`,
  title: `Accuracy at least ${limit} %, ${EVENTS} events a device`,
  model:
    'Each device has an accuracy of its own, drawn from a beta distribution; its answers are then independent.',
  metric: metrics.accuracy,
  claim: { op: '>=', limit, statistic: 'share' },
  varied: 'correlation',
  values: [0, 0.05, 0.1, 0.3],
  better: `${better} %`,
  naive: 'Clopper-Pearson over all events',
  repetitions,
  draw: (random, devices, icc, truth) => {
    const mean = (truth === 'limit' ? limit : better) / 100;
    return perDevice(devices, () => ({
      trials: EVENTS,
      successes: EVENTS - binomial(random, EVENTS, betaShare(random, 1 - mean, icc)),
      missing: 0,
      truths: [],
    }));
  },
  passesNaively: (statistics) => {
    const all = statistics as readonly ShareStatistic[];
    const successes = all.reduce((sum, own) => sum + own.successes, 0);
    return clopperPearson(successes, EVENTS * all.length, 0.95).lower >= limit / 100;
  },
});
