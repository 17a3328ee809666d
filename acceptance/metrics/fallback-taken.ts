import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Share of the inferences below the suite's confidence threshold that took the fallback. */
export const fallbackTaken: MetricDeclaration = {
  id: 'fallback-taken',
  title: 'Fallback taken at low confidence',
  family: 'proportion',
  from: 'events',
  events: { kind: 'inference' },
  outcome: { trials: 'low-confidence', counts: 'fallback' },
  unit: '%',
  reporter: 'device',
  clusters: ['device', 'session'],
  better: 'higher',
};
