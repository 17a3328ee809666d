import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import { quantityIn } from '../criterion/limit.ts';
import { batteryDays } from '../energy/daily.ts';
import type { Claim, Transform, Wording } from '../families/family.ts';
import { uptimeOf } from '../families/uptime.ts';
import {
  inWords,
  percentInWords,
  shareInWords,
  withUnit,
  type BoundSide,
} from '../families/number-words.ts';
import { confidenceOf } from './looks.ts';

const transformOf = (metric: MetricDeclaration, { profile }: Plan): Transform | undefined => {
  if (metric.derive === 'battery-life' && profile) {
    return { apply: (energy) => batteryDays(profile, energy), falling: true };
  }
  const { repair_days: repair = 0 } = profile ?? {};
  return metric.derive === 'uptime' && repair > 0 ? uptimeOf(repair) : undefined;
};

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
  confidence: confidenceOf(criterion, plan),
  iccFloor: plan.icc_floor,
  scope: plan.claim,
  leastDevices: plan.at_least,
  samples,
  transform: transformOf(metric, plan),
  seed: Number.parseInt(plan.suite.sha256.slice(0, 8), 16),
});

const rules = { '<=': 'at most', '<': 'below', '>=': 'at least', '>': 'above' } as const;

/** Plain name of what a criterion is about. */
export const titleOf = (criterion: Criterion, metric: MetricDeclaration): string =>
  criterion.against === undefined
    ? nameOf(criterion, metric)
    : `Change of ${nameOf(criterion, metric)} against the baseline`;

const nameOf = (criterion: Criterion, metric: MetricDeclaration): string => {
  const { argument, statistic, of_class: ofClass, between } = criterion;
  if (metric.family === 'quantile') {
    const each = metric.events?.kind === 'window' ? 'every window' : 'every event';
    return `${metric.title} (${statistic === 'every' ? each : statistic})`;
  }
  if (metric.argument === 'class') return `${metric.title} of ${argument}`;
  if (metric.family === 'gap') {
    const inner = ofClass === undefined ? argument : `${argument} of ${ofClass}`;
    return `${metric.title} in ${inner} between groups of ${between}`;
  }
  if (metric.argument === 'metric') return `Drop of ${argument} against the baseline`;
  return metric.title;
};

/** How sentences about a criterion name its values. */
export const wordingOf = (criterion: Criterion, metric: MetricDeclaration, plan: Plan): Wording => {
  const { unit } = criterion.limit;
  const limit = withUnit(String(criterion.limit.value), unit);
  const number = (value: number, side?: BoundSide): string =>
    unit === '%'
      ? percentInWords(value / 100, side)
      : unit === '1'
        ? shareInWords(value, side)
        : withUnit(inWords(value, side), unit);
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
