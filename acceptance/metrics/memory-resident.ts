import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Memory a device that is a process had resident: the most that any device reached. */
export const memoryResident: MetricDeclaration = {
  id: 'memory-resident',
  title: 'Resident memory',
  family: 'fact',
  from: 'events',
  events: { kind: 'inference' },
  value: 'rss_B',
  unit: 'B',
  reporter: 'host',
  clusters: ['device'],
  better: 'lower',
};
