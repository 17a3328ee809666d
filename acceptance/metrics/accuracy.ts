import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Share of inferences of known truth that gave the right answer; each sample of a device once. */
export const accuracy: MetricDeclaration = {
  id: 'accuracy',
  title: 'Accuracy',
  family: 'proportion',
  from: 'events',
  events: { kind: 'inference' },
  outcome: { trials: 'labelled', counts: 'label-is-truth' },
  unit: '%',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'higher',
};
