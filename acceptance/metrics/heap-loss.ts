import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** How fast the heap or tensor arena that was never touched shrinks over a soak, in bytes a device and day. */
export const heapLoss: MetricDeclaration = {
  id: 'heap-loss',
  title: 'Heap lost per day',
  family: 'total-per-device-day',
  from: 'events',
  events: { kind: 'inference' },
  value: 'heap_free',
  change: 'loss',
  unit: 'B',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'lower',
};
