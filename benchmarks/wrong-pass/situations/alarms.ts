import { metrics } from '../../../acceptance/metrics/index.ts';
import { garwood } from '../../../acceptance/statistics/poisson.ts';
import type { RateStatistic } from '../../../schemas/types/statistic.ts';
import { gammaRate, poisson } from '../distributions.ts';
import { perDevice, type Situation } from '../situation.ts';

const DAYS = 10;
const LIMIT = 1;

/** False alarms at most one a day: device rates are gamma distributed. */
export const falseAlarms: Situation = {
  id: 'false-alarms',
  title: `False alarms at most ${LIMIT} a day, ${DAYS} days a device`,
  model:
    'Each device has a rate of its own, drawn from a gamma distribution; its alarms are then a Poisson process. What the correlation is to shares, the coefficient of variation (CV) of the device rates is here.',
  metric: metrics['false-alarms'],
  claim: { op: '<=', limit: LIMIT, statistic: 'rate' },
  varied: 'CV',
  values: [0, 0.25, 0.5, 1],
  better: '0.5 a day',
  naive: 'Garwood over all days',
  repetitions: { limit: 4000, better: 1000 },
  draw: (random, devices, variation, truth) => {
    const mean = truth === 'limit' ? LIMIT : 0.5 * LIMIT;
    return perDevice(devices, () => ({
      count: poisson(random, mean * DAYS * gammaRate(random, variation)),
      exposure: DAYS,
      missing: 0,
      events: 1000,
    }));
  },
  passesNaively: (statistics) => {
    const all = statistics as readonly RateStatistic[];
    const count = all.reduce((sum, own) => sum + own.count, 0);
    return garwood(count, DAYS * all.length, 0.95).upper <= LIMIT;
  },
};
