import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Bytes of stack never touched: the least that any device reported. */
export const stackHeadroom: MetricDeclaration = {
  id: 'stack-headroom',
  title: 'Stack headroom',
  family: 'fact',
  from: 'events',
  events: { kind: 'inference' },
  value: 'stack_free',
  unit: 'B',
  reporter: 'device',
  clusters: ['device'],
  better: 'higher',
};
