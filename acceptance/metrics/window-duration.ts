import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Length of a timed window on the device's own clock, warm-up not included. */
export const windowDuration: MetricDeclaration = {
  id: 'window-duration',
  title: 'Length of a window',
  family: 'quantile',
  from: 'events',
  events: { kind: 'window' },
  value: 'elapsed_us',
  unit: 'us',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'higher',
};
