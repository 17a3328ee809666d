import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import { metricNamed } from '../metrics/index.ts';

/**
 * The criterion as a comparison counts it: over all conditions together, without a limit. A drop
 * against a golden run becomes the share it is a drop of, which both runs have.
 */
export const comparable = (criterion: Criterion): Criterion => {
  const { sequential: _sequential, population: _population, ...rest } = criterion;
  const declared = metricNamed(criterion.metric);
  const inner =
    declared?.family === 'paired-difference' ? metricNamed(criterion.argument ?? '') : undefined;
  const metric = inner ?? declared;
  const counted: Criterion = {
    ...rest,
    limit: { value: 0, unit: metric?.unit ?? criterion.limit.unit },
    in_every: [],
    against: 'baseline',
  };
  if (!inner) return counted;
  const { argument: _argument, ...bare } = counted;
  return { ...bare, metric: inner.id, statistic: 'share' };
};

/** Scenarios that both plans name; all of the candidate's where one of the two names none. */
const shared = (candidate: Plan, baseline: Plan): Plan['scenarios'] => {
  const known = new Set(baseline.scenarios.map(({ id }) => id));
  return known.size === 0
    ? candidate.scenarios
    : candidate.scenarios.filter(({ id }) => known.has(id));
};

/** The plan by which the events of both runs are counted. */
export const comparisonPlan = (candidate: Plan, baseline: Plan): Plan => ({
  ...candidate,
  scenarios: shared(candidate, baseline),
  criteria: candidate.criteria.map(comparable),
});

/** The duty cycle of the baseline on its own part; the candidate's where it is of the same part. */
export const profileOfBaseline = (candidate: Plan, baseline: Plan): Plan['profile'] =>
  baseline.profile ??
  (baseline.candidate?.part === candidate.candidate?.part ? candidate.profile : null);
