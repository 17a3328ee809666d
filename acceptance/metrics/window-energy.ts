import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Energy of a timed window over its inferences. */
export const windowEnergy: MetricDeclaration = {
  id: 'window-energy',
  title: 'Energy per inference of a window',
  family: 'quantile',
  from: 'events',
  events: { kind: 'window' },
  value: 'energy_uJ',
  per: 'inferences',
  unit: 'uJ',
  power: true,
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'lower',
};
