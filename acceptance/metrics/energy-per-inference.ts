import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Energy of one inference, from complete stimulus to complete result. */
export const energyPerInference: MetricDeclaration = {
  id: 'energy-per-inference',
  title: 'Energy per inference',
  family: 'mean',
  from: 'events',
  events: { kind: 'inference' },
  value: 'energy_uJ',
  unit: 'uJ',
  power: true,
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'lower',
};
