import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Bytes a device puts on its uplink a day. */
export const dataPerDay: MetricDeclaration = {
  id: 'data-per-day',
  title: 'Data per day',
  family: 'total-per-device-day',
  from: 'events',
  events: { kind: 'any' },
  value: 'bytes_sent',
  daily: 'data',
  unit: 'B',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'lower',
};
