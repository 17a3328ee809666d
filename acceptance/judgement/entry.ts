import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion as Planned, Plan } from '../../schemas/types/plan.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import { decidedBy, decisiveBound } from '../families/comparison.ts';
import { deviceLine } from '../families/device-line.ts';
import type { ArmValue, GroupValue, Judgement, Outcome } from '../families/family.ts';
import type { JudgedSlice, SliceResult } from './slices.ts';
import { intervalOf, percent, toUnit, type InLimitUnit } from './units.ts';

/** What a criterion asks, as its entry in the record repeats it. */
export const askedOf = (
  criterion: Planned,
): Pick<
  Criterion,
  | 'metric'
  | 'argument'
  | 'statistic'
  | 'op'
  | 'limit'
  | 'in_every'
  | 'covers'
  | 'required'
  | 'accept'
  | 'scenario'
  | 'where'
  | 'of_class'
  | 'between'
  | 'against'
  | 'population'
  | 'sequential'
> => ({
  metric: criterion.metric,
  ...(criterion.argument === undefined ? {} : { argument: criterion.argument }),
  statistic: criterion.statistic,
  op: criterion.op,
  limit: criterion.limit,
  in_every: criterion.in_every,
  covers: criterion.covers,
  required: criterion.required,
  accept: criterion.accept,
  ...(criterion.of_class === undefined ? {} : { of_class: criterion.of_class }),
  ...(criterion.between === undefined ? {} : { between: criterion.between }),
  ...(criterion.against === undefined ? {} : { against: criterion.against }),
  ...(criterion.population === undefined ? {} : { population: criterion.population }),
  ...(criterion.sequential === undefined ? {} : { sequential: criterion.sequential }),
  ...(criterion.scenario === undefined ? {} : { scenario: criterion.scenario }),
  ...(criterion.where ? { where: criterion.where } : {}),
});

const numbersOf = (
  judgement: Judgement,
  outcome: Outcome,
  unit: string,
  convert: InLimitUnit,
): Pick<Criterion, 'result' | 'k'> => ({
  ...(judgement.bounds
    ? {
        result: intervalOf(judgement.bounds, unit, decidedBy(outcome, judgement.decisive), convert),
      }
    : {}),
  ...(judgement.k === undefined ? {} : { k: judgement.k }),
});

/** What was measured of the whole: bounds, counts and each device by itself. */
export const measuredOf = (
  judgement: Judgement,
  criterion: Planned,
  metric: MetricDeclaration,
  plan: Plan,
): Pick<
  Criterion,
  | 'result'
  | 'proportion'
  | 'k'
  | 'n'
  | 'n_effective'
  | 'icc'
  | 'method'
  | 'device_line'
  | 'devices'
  | 'display'
  | 'groups'
  | 'arms'
> => {
  const { unit } = criterion.limit;
  const convert = toUnit(metric.unit, unit);
  const { share, shareBasis } = judgement;
  const line =
    plan.claim === 'fleet' && metric.family !== 'fact' && metric.family !== 'count'
      ? deviceLine(judgement.devices, plan.confidence)
      : undefined;
  return {
    ...numbersOf(judgement, judgement.outcome, unit, convert),
    ...(share && shareBasis
      ? {
          proportion: intervalOf(
            share,
            '%',
            decidedBy(judgement.outcome, decisiveBound(shareBasis.claim)),
            percent,
          ),
        }
      : {}),
    n: judgement.n,
    n_effective: judgement.effectiveN,
    icc: judgement.icc,
    method: judgement.method,
    ...(judgement.display ? { display: [...judgement.display] } : {}),
    ...(judgement.groups ? { groups: judgement.groups.map(groupEntry) } : {}),
    ...(judgement.arms ? { arms: armsEntry(judgement.arms, metric) } : {}),
    ...(line === undefined ? {} : { device_line: line }),
    devices: judgement.devices.map(({ device, n, k, value, met }) => ({
      device,
      n,
      ...(k === undefined ? {} : { k }),
      value: convert(value),
      met,
    })),
  };
};

/** Both builds of a comparison; what changes by percentage points is itself in %. */
const armsEntry = (
  { baseline, candidate }: NonNullable<Judgement['arms']>,
  { unit }: MetricDeclaration,
): NonNullable<Criterion['arms']> => {
  const arm = ({ value, n }: ArmValue): { value: number | null; unit: string; n: number } => ({
    value: value === null || !Number.isFinite(value) ? null : value,
    unit: unit === 'points' ? '%' : unit,
    n,
  });
  return { baseline: arm(baseline), candidate: arm(candidate) };
};

/** A group of a gap as the record lists it, shares in %. */
const groupEntry = (group: GroupValue): NonNullable<Criterion['groups']>[number] => ({
  value: group.value,
  n: group.n,
  n_effective: group.effectiveN,
  estimate: percent(group.estimate),
  lower: percent(group.lower),
  upper: percent(group.upper),
});

/** A judged slice as the record lists it. */
export const sliceEntry = (
  { tag, value, outcome, judgement, pHolm, sentence }: JudgedSlice,
  criterion: Planned,
  metric: MetricDeclaration,
): SliceResult => {
  const { unit } = criterion.limit;
  return {
    tag,
    value,
    outcome,
    ...numbersOf(judgement, outcome, unit, toUnit(metric.unit, unit)),
    n: judgement.n,
    ...(judgement.effectiveN === null ? {} : { n_effective: judgement.effectiveN }),
    p_holm: pHolm,
    sentence,
  };
};
