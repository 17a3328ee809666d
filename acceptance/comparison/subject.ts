import { PilotError } from '../../documents/pilot-error.ts';
import { dimensionOf } from '../../documents/units.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion } from '../../schemas/types/plan.ts';
import { quantityIn } from '../criterion/limit.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import type { Claim } from '../families/family.ts';
import { metricNamed } from '../metrics/index.ts';
import { comparable } from './comparable.ts';
import type { Better } from './verdict.ts';

/** What a criterion comes to in a comparison. */
export interface Subject {
  /** As the candidate's plan has it. */
  readonly original: Criterion;
  /** As both runs are counted. */
  readonly criterion: Criterion;
  /** What the values are of. */
  readonly metric: MetricDeclaration;
  readonly better: Better;
  /** What values are shown in: the limit's unit where it is one of theirs. */
  readonly unit: string;
  /** The limit in the metric's unit, where the share of events that miss it is compared too. */
  readonly limit: Pick<Claim, 'op' | 'limit'> | undefined;
}

const declared = ({ id, where }: Criterion, name: string): MetricDeclaration => {
  const metric = metricNamed(name);
  if (metric) return metric;
  throw new PilotError({
    code: 'METRIC_UNKNOWN',
    message: `${id} asks for "${name}", which this version does not know`,
    hint: 'Compare the runs with the version of Pilotlight that gathered the candidate, or newer.',
    where,
  });
};

/** Reads a criterion of the candidate's plan. Throws METRIC_UNKNOWN. */
export const subjectOf = (original: Criterion): Subject => {
  const criterion = comparable(original);
  const metric = declared(original, criterion.metric);
  const asked = declared(original, original.metric);
  const { limit, op, against } = original;
  const same = asked === metric && dimensionOf(limit.unit) === dimensionOf(metric.unit);
  const ofLimit = limitsFromAbove(original) ? 'lower' : 'higher';
  const limited = same && metric.family === 'quantile' && against === undefined;
  return {
    original,
    criterion,
    metric,
    // The limit of a drop is one of what is lost.
    better: asked.family === 'paired-difference' ? metric.better : ofLimit,
    unit: same ? limit.unit : metric.unit,
    limit: limited ? { op, limit: quantityIn(limit, metric.unit) } : undefined,
  };
};
