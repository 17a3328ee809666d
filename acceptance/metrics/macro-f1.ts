import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Mean over the classes of their F1, however often each occurs. */
export const macroF1: MetricDeclaration = {
  id: 'macro-f1',
  title: 'Macro-F1',
  family: 'macro-f1',
  from: 'events',
  events: { kind: 'inference' },
  outcome: { trials: 'labelled', counts: 'label-is-truth' },
  unit: '1',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'higher',
};
