import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Complete stimulus to complete result, on the device's own clock; warm inferences only. */
export const latency: MetricDeclaration = {
  id: 'latency',
  title: 'Latency',
  family: 'quantile',
  from: 'events',
  events: { kind: 'inference', start: 'warm' },
  value: 'latency_us',
  unit: 'us',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'lower',
};
