import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Events kept while there was no connection that never came: the most of any synchronisation. */
export const backlogLost: MetricDeclaration = {
  id: 'backlog-lost',
  title: 'Lost of a backlog',
  family: 'fact',
  from: 'events',
  events: { kind: 'sync' },
  value: 'lost',
  unit: 'count',
  reporter: 'host',
  clusters: ['device'],
  better: 'lower',
};
