import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Share of inferences at or above the suite's confidence threshold; each sample of a device once. */
export const coverage: MetricDeclaration = {
  id: 'coverage',
  title: 'Share of confident answers',
  family: 'proportion',
  from: 'events',
  events: { kind: 'inference' },
  outcome: { trials: 'every-event', counts: 'confident' },
  unit: '%',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'higher',
};
