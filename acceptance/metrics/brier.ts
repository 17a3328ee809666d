import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Brier score of the answer's stated confidence: mean of (confidence - 1 if right, else 0)^2. */
export const brier: MetricDeclaration = {
  id: 'brier',
  title: 'Brier score',
  family: 'calibration',
  from: 'events',
  events: { kind: 'inference' },
  value: 'confidence',
  outcome: { trials: 'labelled', counts: 'label-is-truth' },
  unit: '1',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'lower',
};
