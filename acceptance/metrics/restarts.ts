import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Restarts that nobody asked for, over the time devices were up. */
export const restarts: MetricDeclaration = {
  id: 'restarts',
  title: 'Unplanned restarts',
  family: 'rate',
  from: 'events',
  events: {
    kind: 'boot',
    causes: ['watchdog', 'fault', 'brown-out'],
    planned: ['power-on', 'command', 'update', 'external'],
  },
  exposure: 'device-time',
  unit: '/day',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'lower',
};
