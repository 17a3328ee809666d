import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Days a battery of the profile lasts at the energy per day, self-discharge included. */
export const batteryLife: MetricDeclaration = {
  id: 'battery-life',
  title: 'Battery life',
  family: 'total-per-device-day',
  from: 'events',
  events: { kind: 'inference' },
  value: 'energy_uJ',
  daily: 'energy',
  derive: 'battery-life',
  unit: 'days',
  power: true,
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'higher',
};
