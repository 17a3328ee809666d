import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Inferences in a timed window, warm-up not included. */
export const windowInferences: MetricDeclaration = {
  id: 'window-inferences',
  title: 'Inferences in a window',
  family: 'quantile',
  from: 'events',
  events: { kind: 'window' },
  value: 'inferences',
  unit: 'count',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'higher',
};
