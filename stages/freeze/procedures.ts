import { expectedFailures, limitedFailures, metricNamed } from '../../acceptance/index.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Lack } from './comparisons.ts';

type Criterion = Plan['criteria'][number];

const undeliverable = (message: string, hint: string): Lack => ({
  code: 'METRIC_UNDELIVERABLE',
  message,
  hint,
});

const countable = new Set(['quantile', 'proportion', 'macro-f1', 'auc', 'auc-macro', 'auc-grid']);

const populationLacks = (criterion: Criterion): Lack | undefined => {
  const { metric: name, statistic, sequential, against } = criterion;
  const metric = metricNamed(name);
  // Each of a benchmark's windows must meet its rule; of events `every` says all there is to say.
  const each = statistic === 'every' && metric?.events?.kind !== 'window';
  if (!metric || !countable.has(metric.family) || each || against !== undefined) {
    return undeliverable(
      `"${criterion.expect}" has no value over a complete population`,
      'Leave out `population`, or ask for a share, a quantile, an F1 score or an AUC.',
    );
  }
  return sequential === undefined
    ? undefined
    : undeliverable(
        'a complete population leaves nothing to come in one by one',
        'Leave out `sequential` or `population`.',
      );
};

const sequentialLacks = (criterion: Criterion): Lack | undefined => {
  const { metric: name, statistic, sequential, expected, against } = criterion;
  const metric = metricNamed(name);
  const isShare = metric?.family === 'proportion' || metric?.family === 'quantile';
  if (!metric || !isShare || statistic === 'every' || against !== undefined) {
    return undeliverable(
      `"${criterion.expect}" cannot be judged at every look`,
      'Leave out `sequential`, or ask for a share or a quantile.',
    );
  }
  if (sequential !== 'sprt') return undefined;
  const example = metric.family === 'quantile' ? '1 %' : '97 %';
  if (expected === undefined) {
    return undeliverable(
      '`sprt` weighs the limit against what is expected, and that is not stated',
      `Add \`expected: ${example}\`, or use \`confidence-sequence\`.`,
    );
  }
  const failures = expectedFailures(criterion, metric) ?? Number.NaN;
  return failures > 0 && failures < limitedFailures(criterion, metric)
    ? undefined
    : undeliverable(
        'what is expected must be better than the limit, and leave room for chance',
        metric.family === 'quantile'
          ? 'State the share of events that is expected beyond the limit, such as `expected: 1 %`.'
          : 'State a value between the limit and the best there is.',
      );
};

/** Why a criterion cannot be judged by the procedure it asks for; undefined if it can. */
export const procedureLacks = (criterion: Criterion): Lack | undefined => {
  if (criterion.population === 'complete') return populationLacks(criterion);
  if (metricNamed(criterion.metric)?.family === 'auc-grid') {
    return undeliverable(
      `"${criterion.metric}" is the figure of a benchmark over its whole list of samples`,
      'Add `population: complete`, or ask for auc-macro.',
    );
  }
  return criterion.sequential === undefined ? undefined : sequentialLacks(criterion);
};
