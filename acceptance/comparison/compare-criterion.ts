import { dimensionOf } from '../../documents/units.ts';
import type { ComparedCriterion, ComparedValue, Interval } from '../../schemas/types/comparison.ts';
import type { Criterion } from '../../schemas/types/plan.ts';
import { quantityIn } from '../criterion/limit.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import type { Bounds } from '../families/family.ts';
import { titleOf } from '../judgement/claim.ts';
import { toUnit } from '../judgement/units.ts';
import { metricNamed } from '../metrics/index.ts';
import { changeUnit, type Arm, type Change } from './change.ts';
import { changeOf, doubtOf, faultOf } from './change-of.ts';
import { comparable } from './comparable.ts';
import { armsOf, impossible, weakness, type ComparedRuns } from './compared-runs.ts';
import { beyondChange } from './quantile-change.ts';
import { comparisonSentence } from './sentence.ts';
import { provenBy, withTail, type Better, type ComparisonVerdict } from './verdict.ts';

const nothing: Change = {
  bounds: { estimate: null, lower: null, upper: null },
  method: 'none',
  paired: false,
  devices: [],
  display: [],
};

/** Compares one criterion of the candidate's plan over both runs. */
export const compareCriterion = (original: Criterion, runs: ComparedRuns): ComparedCriterion => {
  const criterion = comparable(original);
  const metric = metricNamed(criterion.metric)!;
  const asked = metricNamed(original.metric)!;
  const better: Better =
    asked.family === 'paired-difference'
      ? metric.better
      : limitsFromAbove(original)
        ? 'lower'
        : 'higher';
  const { limit } = original;
  const same = asked === metric && dimensionOf(limit.unit) === dimensionOf(metric.unit);
  const unit = same ? limit.unit : metric.unit;
  const unitOfChange = changeUnit({ unit });
  const arms = armsOf(criterion, metric, runs);
  const valueOf = (arm: Arm | undefined): ComparedValue => ({
    value: toUnit(metric.unit, unit)(arm?.judgement.bounds?.estimate ?? null),
    unit,
    n: arm?.judgement.n ?? 0,
    devices: arm?.judgement.devices.length ?? 0,
    origin: arm?.gathered.origin ?? null,
  });
  const { against: _against, ...named } = criterion;
  const fixed = {
    id: original.id,
    expect: original.expect,
    title: titleOf(named, metric),
    metric: criterion.metric,
    ...(criterion.argument === undefined ? {} : { argument: criterion.argument }),
    statistic: criterion.statistic,
    family: metric.family,
    ...(criterion.scenario === undefined ? {} : { scenario: criterion.scenario }),
    required: original.required,
    better,
    baseline: valueOf(arms?.baseline),
    candidate: valueOf(arms?.candidate),
  };
  const whom = runs.plan.claim === 'fleet' ? 'a fleet of such devices' : 'these devices';
  const entry = (
    verdict: ComparisonVerdict,
    change: Change,
    rest: Partial<Pick<ComparedCriterion, 'difference' | 'beyond' | 'reason'>>,
  ): ComparedCriterion => {
    const convert = toUnit(changeUnit(metric), unitOfChange);
    const told = {
      ...fixed,
      verdict,
      ...rest,
      paired: change.paired,
      method: change.method,
      devices: change.devices.map(({ device, n, value }) => ({
        device,
        n,
        change: convert(value),
      })),
      display: [...change.display],
    };
    const { reason, ...others } = told;
    const sentence = comparisonSentence(told, whom);
    return { ...others, sentence, ...(reason === undefined ? {} : { reason }) };
  };

  const fault =
    impossible(criterion, metric, runs) ??
    (arms === undefined ? 'no event tells anything about it' : faultOf(arms, runs.plan));
  if (!arms || fault !== undefined) {
    return entry('error', nothing, { reason: fault ?? 'no event tells anything about it' });
  }
  const interval = (bounds: Bounds, to: string, convert = toUnit(to, to)): Interval => ({
    estimate: convert(bounds.estimate),
    lower: convert(bounds.lower),
    upper: convert(bounds.upper),
    unit: to,
  });
  const change = changeOf(arms);
  const difference = interval(
    change.bounds,
    unitOfChange,
    toUnit(changeUnit(metric), unitOfChange),
  );
  const limited = same && metric.family === 'quantile' && original.against === undefined;
  const tail = limited
    ? beyondChange(arms, { op: original.op, limit: quantityIn(limit, metric.unit) })
    : undefined;
  const beyond = tail && {
    baseline: interval(tail.baseline, '%'),
    candidate: interval(tail.candidate, '%'),
    difference: interval(tail.change, 'points'),
  };
  const shown = { difference, ...(beyond ? { beyond } : {}) };
  const doubt =
    (metric.from === 'build' ? undefined : runs.incomplete) ?? doubtOf(arms) ?? change.reason;
  if (doubt !== undefined) return entry('no-proof', change, { ...shown, reason: doubt });
  const value = provenBy(change.bounds, better);
  const verdict = tail ? withTail(value, provenBy(tail.change, 'lower')) : value;
  const weak = verdict === 'better' ? weakness(arms, original) : undefined;
  return weak === undefined
    ? entry(verdict, change, shown)
    : entry('no-proof', change, { ...shown, reason: weak });
};
