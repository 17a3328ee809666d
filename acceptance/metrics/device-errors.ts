import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Errors that devices reported, over the time they were observed. */
export const deviceErrors: MetricDeclaration = {
  id: 'device-errors',
  title: 'Device errors',
  family: 'rate',
  from: 'events',
  events: { kind: 'error' },
  exposure: 'device-time',
  unit: '/day',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'lower',
};
