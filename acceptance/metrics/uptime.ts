import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Share of time a device is up, if each unplanned restart takes the profile's time to mend. */
export const uptime: MetricDeclaration = {
  id: 'uptime',
  title: 'Uptime',
  family: 'rate',
  from: 'events',
  events: {
    kind: 'boot',
    causes: ['watchdog', 'fault', 'brown-out'],
    planned: ['power-on', 'command', 'update', 'external'],
  },
  exposure: 'device-time',
  derive: 'uptime',
  unit: '%',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'higher',
};
