import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Alarms about nothing: wrong answers to inferences on which nothing was wrong, over their time. */
export const falseAlarms: MetricDeclaration = {
  id: 'false-alarms',
  title: 'False alarms',
  family: 'rate',
  from: 'events',
  events: { kind: 'inference' },
  outcome: { trials: 'negative-class', counts: 'label-is-not-truth' },
  exposure: 'negative-class-time',
  unit: '/day',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'lower',
};
