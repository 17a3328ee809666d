import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import { quantityIn } from '../criterion/limit.ts';
import { batteryDays } from '../energy/daily.ts';
import type { Claim, Transform, Wording } from '../families/family.ts';
import { inWords, percentInWords, withUnit, type BoundSide } from '../families/number-words.ts';

const transformOf = (metric: MetricDeclaration, { profile }: Plan): Transform | undefined =>
  metric.derive === 'battery-life' && profile
    ? { apply: (energy) => batteryDays(profile, energy), falling: true }
    : undefined;

/** The claim a criterion of the plan makes, in the metric's unit. */
export const claimOf = (
  criterion: Criterion,
  metric: MetricDeclaration,
  plan: Plan,
  samples?: number,
): Claim => ({
  op: criterion.op,
  limit: quantityIn(criterion.limit, metric.unit),
  unit: metric.unit,
  statistic: criterion.statistic,
  confidence: plan.confidence,
  iccFloor: plan.icc_floor,
  scope: plan.claim,
  leastDevices: plan.at_least,
  samples,
  transform: transformOf(metric, plan),
  seed: Number.parseInt(plan.suite.sha256.slice(0, 8), 16),
});

const rules = { '<=': 'at most', '<': 'below', '>=': 'at least', '>': 'above' } as const;

/** Plain name of what a criterion is about. */
export const titleOf = ({ argument, statistic }: Criterion, metric: MetricDeclaration): string => {
  if (metric.family === 'quantile') return `${metric.title} (${statistic})`;
  if (metric.argument === 'class') return `${metric.title} of ${argument}`;
  if (metric.argument === 'metric') return `Drop of ${argument} against the baseline`;
  return metric.title;
};

/** How sentences about a criterion name its values. */
export const wordingOf = (criterion: Criterion, metric: MetricDeclaration, plan: Plan): Wording => {
  const { unit } = criterion.limit;
  const limit = withUnit(String(criterion.limit.value), unit);
  const number = (value: number, side?: BoundSide): string =>
    unit === '%' ? percentInWords(value / 100, side) : withUnit(inWords(value, side), unit);
  return {
    title: titleOf(criterion, metric),
    write: (value, side) =>
      value === null
        ? 'no known value'
        : number(quantityIn({ value, unit: metric.unit }, unit), side),
    limit,
    rule: `${rules[criterion.op]} ${limit}`,
    whom: plan.claim === 'fleet' ? 'a fleet of such devices' : 'these devices',
  };
};
