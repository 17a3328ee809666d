import { metrics } from '../../../acceptance/metrics/index.ts';
import { studentQuantile } from '../../../acceptance/statistics/student-t.ts';
import type { SumStatistic } from '../../../schemas/types/statistic.ts';
import { normal } from '../distributions.ts';
import { perDevice, type Situation } from '../situation.ts';

const EVENTS = 50;
const LIMIT = 1000;
/** Variance of the logarithm of a value, over devices and events together. */
const LOG_VARIANCE = 0.25;

/** Mean energy at most 1 mJ: lognormal devices, lognormal events. */
export const energy: Situation = {
  id: 'energy-mean',
  title: `Mean energy at most 1 mJ, ${EVENTS} events a device`,
  model:
    'Energies are lognormal (standard deviation of the logarithm 0.5); the correlation is the share of that variance that lies between devices.',
  metric: metrics['energy-per-inference'],
  claim: { op: '<=', limit: LIMIT, statistic: 'mean' },
  varied: 'correlation',
  values: [0, 0.05, 0.1, 0.3],
  better: '0.8 mJ',
  naive: 't over all events',
  repetitions: { limit: 1500, better: 500 },
  draw: (random, devices, icc, truth) => {
    const mean = truth === 'limit' ? LIMIT : 0.8 * LIMIT;
    return perDevice(devices, () => {
      const device = Math.sqrt(icc * LOG_VARIANCE) * normal(random);
      const statistic = { n: EVENTS, sum: 0, sumOfSquares: 0, exposure: EVENTS };
      for (let i = 0; i < EVENTS; i += 1) {
        const own = Math.sqrt((1 - icc) * LOG_VARIANCE) * normal(random);
        const value = mean * Math.exp(device + own - LOG_VARIANCE / 2);
        statistic.sum += value;
        statistic.sumOfSquares += value * value;
      }
      return { ...statistic, missing: 0, invalid: 0 };
    });
  },
  passesNaively: (statistics) => {
    const all = statistics as readonly SumStatistic[];
    const n = EVENTS * all.length;
    const mean = all.reduce((sum, own) => sum + own.sum, 0) / n;
    const squares = all.reduce((sum, own) => sum + own.sumOfSquares, 0);
    const deviation = Math.sqrt((squares / n - mean * mean) * (n / (n - 1)));
    return mean + (studentQuantile(0.95, n - 1) * deviation) / Math.sqrt(n) <= LIMIT;
  },
};
