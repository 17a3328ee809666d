import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/**
 * Area under the ROC curve: the chance that a sample of the class in brackets gets a higher score
 * for it than a sample of another class. Scores stand in the order of the suite's `labels`.
 */
export const auc: MetricDeclaration = {
  id: 'auc',
  title: 'AUC',
  family: 'auc',
  from: 'events',
  events: { kind: 'inference' },
  value: 'scores',
  outcome: { trials: 'labelled', counts: 'label-is-truth' },
  argument: 'class',
  unit: '1',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'higher',
};
