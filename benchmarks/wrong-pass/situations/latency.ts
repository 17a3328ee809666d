import { metrics } from '../../../acceptance/metrics/index.ts';
import { clopperPearson } from '../../../acceptance/statistics/clopper-pearson.ts';
import type { ValueStatistic } from '../../../schemas/types/statistic.ts';
import { betaShare } from '../distributions.ts';
import { perDevice, type Situation } from '../situation.ts';

const EVENTS = 200;
const LIMIT = 60_000;

/** A latency that exceeds the limit with the given share: a power-law tail. */
const latencyWith = (uniform: number, over: number): number =>
  LIMIT * (over / (1 - uniform)) ** 0.3;

/** p95 of the latency at most 60 ms: the share of events over it is beta distributed. */
export const latency: Situation = {
  id: 'latency-p95',
  title: `p95 of the latency at most 60 ms, ${EVENTS} events a device`,
  model:
    'Each device has a share of events over the limit of its own, drawn from a beta distribution; latencies have a power-law tail.',
  metric: metrics.latency,
  claim: { op: '<=', limit: LIMIT, statistic: 'p95' },
  varied: 'correlation',
  values: [0, 0.05, 0.1, 0.3],
  better: '2 % of events over the limit',
  naive: 'Clopper-Pearson over all events',
  repetitions: { limit: 2000, better: 500 },
  draw: (random, devices, icc, truth) =>
    perDevice(devices, () => {
      const over = betaShare(random, truth === 'limit' ? 0.05 : 0.02, icc);
      const values = Array.from({ length: EVENTS }, () => latencyWith(random(), over));
      return { values, missing: 0, invalid: 0 };
    }),
  passesNaively: (statistics) => {
    const all = statistics as readonly ValueStatistic[];
    const within = all.reduce(
      (sum, { values }) => sum + values.filter((value) => value <= LIMIT).length,
      0,
    );
    return clopperPearson(within, EVENTS * all.length, 0.95).lower >= 0.95;
  },
};
