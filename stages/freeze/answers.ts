import { metricNamed } from '../../acceptance/index.ts';
import { nearest } from '../../documents/nearest.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Lack } from './comparisons.ts';

type Criterion = Plan['criteria'][number];

interface Available {
  readonly labels?: readonly string[] | undefined;
  readonly confidenceThreshold?: number | undefined;
  readonly truths?: ReadonlySet<string>;
}

const undeliverable = (message: string, hint: string): Lack => ({
  code: 'METRIC_UNDELIVERABLE',
  message,
  hint,
});

/** Families that read scores and never the answer. */
const scored: ReadonlySet<MetricDeclaration['family']> = new Set(['auc', 'auc-macro', 'auc-grid']);

/** Fields of an inference that tell what was answered, as far as the metric reads them. */
export const fieldsOfAnswers = ({ outcome, family }: MetricDeclaration): string[] => {
  if (!outcome) return [];
  const { trials, counts } = outcome;
  const confident = trials === 'confident' || trials === 'low-confidence' || counts === 'confident';
  const answers = counts === 'label-is-truth' || counts === 'label-is-not-truth';
  return [
    ...(confident ? ['confidence'] : []),
    ...(counts === 'fallback' ? ['fallback'] : []),
    ...(answers && !scored.has(family) ? ['label'] : []),
    ...(answers ? ['truth'] : []),
  ];
};

/** What a criterion about scores, confidence or answers misses in its suite; undefined if nothing. */
export const answerLacks = (
  { metric: name, argument }: Criterion,
  { labels, confidenceThreshold, truths }: Available,
): Lack | undefined => {
  const metric = metricNamed(name);
  if (!metric) return undefined;
  if (fieldsOfAnswers(metric).includes('confidence') && confidenceThreshold === undefined) {
    return undeliverable(
      `"${metric.id}" needs to know below which stated confidence an answer is not relied on`,
      'Add `confidence-threshold: 0.8`, or the value the firmware uses.',
    );
  }
  const againstOthers = scored.has(metric.family) || metric.outcome?.trials === 'predicted-class';
  if (againstOthers && truths?.size === 1) {
    return undeliverable(
      `"${metric.id}" tells a class from others, and every stimulus is of one class`,
      'Add stimuli of other classes.',
    );
  }
  if (!scored.has(metric.family)) return undefined;
  if (labels === undefined) {
    return undeliverable(
      argument === undefined
        ? `"${metric.id}" needs to know of which class each of an event's scores is`
        : `"${metric.id}" needs to know which of an event's scores is that of "${argument}"`,
      'Add `labels: [a-class, another-class]`, the order of the scores.',
    );
  }
  if (argument === undefined || labels.includes(argument)) return undefined;
  const meant = nearest(argument, labels);
  return {
    code: 'CLASS_UNKNOWN',
    message: `"${argument}" is not among the labels of the scores`,
    hint: meant ? `Did you mean "${meant}"?` : `Labels: ${labels.join(', ')}.`,
  };
};
