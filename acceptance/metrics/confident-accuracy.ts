import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Share of right answers among those at or above the suite's confidence threshold. */
export const confidentAccuracy: MetricDeclaration = {
  id: 'confident-accuracy',
  title: 'Accuracy of confident answers',
  family: 'proportion',
  from: 'events',
  events: { kind: 'inference' },
  outcome: { trials: 'confident', counts: 'label-is-truth' },
  unit: '%',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'higher',
};
