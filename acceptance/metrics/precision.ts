import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Share of the inferences answered with the class in brackets that are of it. */
export const precision: MetricDeclaration = {
  id: 'precision',
  title: 'Precision',
  family: 'proportion',
  from: 'events',
  events: { kind: 'inference' },
  outcome: { trials: 'predicted-class', counts: 'label-is-truth' },
  argument: 'class',
  unit: '%',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'higher',
};
