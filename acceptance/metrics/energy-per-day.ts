import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Energy of a device and day: what was measured of each inference, completed by the profile's duty cycle. */
export const energyPerDay: MetricDeclaration = {
  id: 'energy-per-day',
  title: 'Energy per day',
  family: 'total-per-device-day',
  from: 'events',
  events: { kind: 'inference' },
  value: 'energy_uJ',
  daily: 'energy',
  unit: 'J',
  power: true,
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'lower',
};
