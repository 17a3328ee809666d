import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Events kept while there was no connection that came again: the most of any synchronisation. */
export const backlogDuplicates: MetricDeclaration = {
  id: 'backlog-duplicates',
  title: 'Duplicates of a backlog',
  family: 'fact',
  from: 'events',
  events: { kind: 'sync' },
  value: 'duplicated',
  unit: 'count',
  reporter: 'host',
  clusters: ['device'],
  better: 'lower',
};
