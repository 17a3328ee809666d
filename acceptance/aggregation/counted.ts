import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion } from '../../schemas/types/plan.ts';
import { metricNamed } from '../metrics/index.ts';

/** The metric whose events a criterion counts: of a gap the one it is taken of. */
export const countedMetric = ({
  metric: name,
  argument,
}: Criterion): MetricDeclaration | undefined => {
  const metric = metricNamed(name);
  return metric?.family === 'gap' ? metricNamed(argument ?? '') : metric;
};

/** The criterion that counts them: of a gap one about the inner metric. */
export const countedCriterion = (criterion: Criterion): Criterion => {
  const { metric: name, argument, of_class: ofClass, ...rest } = criterion;
  if (metricNamed(name)?.family !== 'gap' || argument === undefined) return criterion;
  return { ...rest, metric: argument, ...(ofClass === undefined ? {} : { argument: ofClass }) };
};
