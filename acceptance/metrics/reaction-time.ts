import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Time from a fault to the declared state as the host saw it; where it was missed there is none, and nothing can pass. */
export const reactionTime: MetricDeclaration = {
  id: 'reaction-time',
  title: 'Reaction time',
  family: 'quantile',
  from: 'events',
  events: { kind: 'state' },
  value: 'reaction_us',
  unit: 'us',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'lower',
};
