import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Bytes of RAM the firmware reserves, read from the image. */
export const ram: MetricDeclaration = {
  id: 'ram',
  title: 'RAM',
  family: 'fact',
  from: 'build',
  value: 'ram_B',
  unit: 'B',
  reporter: 'host',
  clusters: [],
  better: 'lower',
};
