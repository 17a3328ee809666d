import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/**
 * The simplified area of the EEMBC runner: mean over all classes of the area under a ROC curve drawn
 * through 101 thresholds, scores as the device gave them. It is the benchmark's figure and no
 * estimate of a chance, so it is compared over a complete population only.
 */
export const aucGrid: MetricDeclaration = {
  id: 'auc-grid',
  title: 'Grid AUC (EEMBC)',
  family: 'auc-grid',
  from: 'events',
  events: { kind: 'inference' },
  value: 'scores',
  scores: 'as-given',
  outcome: { trials: 'labelled', counts: 'label-is-truth' },
  unit: '1',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'higher',
};
