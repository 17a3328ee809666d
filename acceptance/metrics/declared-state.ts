import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Whether the device reached the declared state, such as safe, before the deadline of the step. */
export const declaredState: MetricDeclaration = {
  id: 'declared-state',
  title: 'Declared state reached',
  family: 'proportion',
  from: 'events',
  events: { kind: 'state' },
  outcome: { trials: 'every-event', counts: 'success' },
  unit: '%',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'higher',
};
