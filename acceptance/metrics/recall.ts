import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Share of the inferences whose truth is the class in brackets that were recognised as it. */
export const recall: MetricDeclaration = {
  id: 'recall',
  title: 'Recall',
  family: 'proportion',
  from: 'events',
  events: { kind: 'inference' },
  outcome: { trials: 'class', counts: 'label-is-truth' },
  argument: 'class',
  unit: '%',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'higher',
};
