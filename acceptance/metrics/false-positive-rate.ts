import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Share of the inferences on which nothing was wrong that got another label. */
export const falsePositiveRate: MetricDeclaration = {
  id: 'false-positive-rate',
  title: 'False-positive rate',
  family: 'proportion',
  from: 'events',
  events: { kind: 'inference' },
  outcome: { trials: 'negative-class', counts: 'label-is-not-truth' },
  unit: '%',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'lower',
};
