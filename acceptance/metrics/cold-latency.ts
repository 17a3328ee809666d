import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Latency of the first inference after a boot or a sleep. */
export const coldLatency: MetricDeclaration = {
  id: 'cold-latency',
  title: 'Latency after a start or sleep',
  family: 'quantile',
  from: 'events',
  events: { kind: 'inference', start: 'cold' },
  value: 'latency_us',
  unit: 'us',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'lower',
};
