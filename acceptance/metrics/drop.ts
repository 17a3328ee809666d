import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** What the candidate loses against the baseline on the same samples. */
export const drop: MetricDeclaration = {
  id: 'drop',
  title: 'Drop against the baseline',
  family: 'paired-difference',
  from: 'events',
  events: { kind: 'inference' },
  outcome: { trials: 'labelled', counts: 'label-is-truth' },
  of: ['accuracy'],
  argument: 'metric',
  unit: 'points',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'lower',
};
