import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** How fast the stack that was never touched shrinks over a soak, in bytes a device and day. */
export const stackLoss: MetricDeclaration = {
  id: 'stack-loss',
  title: 'Stack lost per day',
  family: 'total-per-device-day',
  from: 'events',
  events: { kind: 'inference' },
  value: 'stack_free',
  change: 'loss',
  unit: 'B',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'lower',
};
