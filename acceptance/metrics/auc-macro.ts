import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/**
 * Mean over the classes of the area under the ROC curve of each against all others, scores divided
 * by their sum; of two classes the area of the second. As scikit-learn defines roc_auc_score with
 * multi_class='ovr' and average='macro', and as the MLCommons runner prints it.
 */
export const aucMacro: MetricDeclaration = {
  id: 'auc-macro',
  title: 'Macro AUC (scikit-learn)',
  family: 'auc-macro',
  from: 'events',
  events: { kind: 'inference' },
  value: 'scores',
  scores: 'shares',
  outcome: { trials: 'labelled', counts: 'label-is-truth' },
  unit: '1',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'higher',
};
