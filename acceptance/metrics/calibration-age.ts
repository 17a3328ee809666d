import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Age of the calibration that was in force when one replaced it: the greatest of any device. */
export const calibrationAge: MetricDeclaration = {
  id: 'calibration-age',
  title: 'Calibration age',
  family: 'fact',
  from: 'events',
  events: { kind: 'calibration' },
  value: 'age_s',
  unit: 's',
  reporter: 'device',
  clusters: ['device'],
  better: 'lower',
};
