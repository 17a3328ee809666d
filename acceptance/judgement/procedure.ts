import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion } from '../../schemas/types/plan.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import { quantityIn } from '../criterion/limit.ts';
import { quantileShare } from '../criterion/statistic-name.ts';
import { completely } from '../families/complete-population.ts';
import type { Family } from '../families/family.ts';
import { familyOf } from '../families/index.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import { sequentially } from '../families/sequential.ts';

/** Share of events that are expected not to meet the limit, where the criterion states it. */
export const expectedFailures = (
  { expected, op }: Pick<Criterion, 'expected' | 'op'>,
  metric: MetricDeclaration,
): number | undefined => {
  if (!expected) return undefined;
  const share = quantityIn(expected, '%') / 100;
  // Of a quantile it is stated as such; of a share as the value that is expected.
  return metric.family === 'quantile' || limitsFromAbove({ op }) ? share : 1 - share;
};

/** Share of events that may not meet the limit of a share or a quantile. */
export const limitedFailures = (
  { limit, op, statistic }: Pick<Criterion, 'limit' | 'op' | 'statistic'>,
  metric: MetricDeclaration,
): number => {
  if (metric.family === 'quantile') {
    const p = quantileShare(statistic) ?? Number.NaN;
    return limitsFromAbove({ op }) ? 1 - p : p;
  }
  const share = quantityIn(limit, '%') / 100;
  return limitsFromAbove({ op }) ? share : 1 - share;
};

/** Whether a metric is about timed windows; of these there are as many as the suite's rule asks for. */
export const isOfWindows = ({ events }: MetricDeclaration): boolean => events?.kind === 'window';

/**
 * The mathematics a criterion is judged by: its metric's family, or what it asks for in its place.
 * `gap` says why the events are not the complete population.
 */
export const procedureOf = (
  criterion: Criterion,
  metric: MetricDeclaration,
  gap?: string,
): Family<SufficientStatistic> => {
  const family = familyOf(metric, criterion.statistic);
  if (criterion.population === 'complete') {
    return completely(family, gap, isOfWindows(metric) ? 'windows' : 'samples');
  }
  return criterion.sequential === undefined
    ? family
    : sequentially(family, {
        by: criterion.sequential,
        expected: expectedFailures(criterion, metric),
      });
};
