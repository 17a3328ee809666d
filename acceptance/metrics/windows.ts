import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** How many timed windows a device gave that hold inferences and time; each device by itself. */
export const windows: MetricDeclaration = {
  id: 'windows',
  title: 'Windows',
  family: 'count',
  from: 'events',
  events: { kind: 'window' },
  value: 'inferences',
  per: 'elapsed_us',
  unit: 'count',
  reporter: 'device',
  clusters: ['device'],
  better: 'higher',
};
