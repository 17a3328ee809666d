import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** The largest difference of a share between groups of events, such as users or sites. */
export const gap: MetricDeclaration = {
  id: 'gap',
  title: 'Largest gap',
  family: 'gap',
  from: 'events',
  of: [
    'accuracy',
    'recall',
    'precision',
    'false-positive-rate',
    'confident-accuracy',
    'fallback-taken',
    'coverage',
  ],
  argument: 'metric',
  unit: 'points',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'lower',
};
