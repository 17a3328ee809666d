import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Bytes of heap or tensor arena never used: the least that any device reported. */
export const heapHeadroom: MetricDeclaration = {
  id: 'heap-headroom',
  title: 'Heap headroom',
  family: 'fact',
  from: 'events',
  events: { kind: 'inference' },
  value: 'heap_free',
  unit: 'B',
  reporter: 'device',
  clusters: ['device'],
  better: 'higher',
};
