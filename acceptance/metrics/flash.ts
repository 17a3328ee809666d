import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Bytes of flash the firmware image takes, read from the image. */
export const flash: MetricDeclaration = {
  id: 'flash',
  title: 'Flash',
  family: 'fact',
  from: 'build',
  value: 'flash_B',
  unit: 'B',
  reporter: 'host',
  clusters: [],
  better: 'lower',
};
