import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Inferences of a timed window over the window's length on the device's own clock. */
export const throughput: MetricDeclaration = {
  id: 'throughput',
  title: 'Throughput',
  family: 'quantile',
  from: 'events',
  events: { kind: 'window' },
  value: 'inferences',
  per: 'elapsed_us',
  unit: '/s',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'higher',
};
