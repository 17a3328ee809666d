import { nearest } from '../../documents/nearest.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import { metricNamed, metrics } from '../metrics/index.ts';
import type { Fail, Written } from './grammar.ts';
import { hasStatistic, impliedStatistic, isStatistic, statisticHint } from './statistic-name.ts';
import type { Token } from './tokens.ts';

/** What a criterion is about. */
export interface Term {
  readonly metric: MetricDeclaration;
  readonly statistic: string;
  readonly argument: Token | undefined;
  /** Class of the metric that stands in brackets. */
  readonly ofClass: Token | undefined;
}

const unknownMetric = (name: Token, fail: Fail): never => {
  const known = Object.keys(metrics);
  const close = nearest(name.text, known);
  const hint = close ? `Did you mean "${close}"?` : `Metrics: ${known.join(', ')}.`;
  return fail('METRIC_UNKNOWN', `"${name.text}" is not a metric`, hint, name);
};

/** Checks what stands in brackets after a metric against what it takes. */
const checkArgument = (
  metric: MetricDeclaration,
  head: Token,
  { inside: argument, innermost }: Pick<Written, 'inside' | 'innermost'>,
  fail: Fail,
): void => {
  const hint = `Write ${statisticHint(metric)}.`;
  if (metric.argument === undefined && argument) {
    fail('ARGUMENT_UNKNOWN', `"${metric.id}" takes nothing in brackets`, hint, argument);
  }
  if (metric.argument !== undefined && !argument) {
    fail('ARGUMENT_MISSING', `"${metric.id}" needs a ${metric.argument} in brackets`, hint, head);
  }
  const taken = metric.argument === 'metric' && argument ? argument : undefined;
  if (taken && !metric.of?.includes(taken.text)) {
    const message = `"${metric.id}" cannot be taken of "${taken.text}"`;
    const close = nearest(taken.text, metric.of ?? []);
    fail('ARGUMENT_UNKNOWN', message, close ? `Did you mean "${close}"?` : hint, taken);
  }
  const inner = taken && metricNamed(taken.text);
  if (inner?.argument === 'class' && !innermost) {
    const message = `"${inner.id}" needs a class in brackets`;
    fail('ARGUMENT_MISSING', message, `Write ${metric.id}(${statisticHint(inner)}).`, taken!);
  }
  if (innermost && inner?.argument !== 'class') {
    const message = `"${argument?.text}" takes nothing in brackets`;
    fail('ARGUMENT_UNKNOWN', message, hint, innermost);
  }
};

/** `statistic "(" metric ")"` or `metric [ "(" argument ")" ]`. */
export const readTerm = (written: Written, fail: Fail): Term => {
  const { head, inside, innermost } = written;
  if (isStatistic(head.text)) {
    const named = inside ?? head;
    const metric = metricNamed(named.text) ?? unknownMetric(named, fail);
    const hint = `Write ${statisticHint(metric)}.`;
    if (!hasStatistic(metric, head.text)) {
      fail('STATISTIC_UNKNOWN', `"${metric.id}" has no ${head.text}`, hint, head);
    }
    if (innermost) {
      fail('ARGUMENT_UNKNOWN', `"${metric.id}" takes nothing in brackets`, hint, innermost);
    }
    return { metric, statistic: head.text, argument: undefined, ofClass: undefined };
  }
  const applied = inside && metricNamed(inside.text);
  const metric = metricNamed(head.text);
  if (applied && metric?.argument !== 'metric') {
    const hint = `Write ${statisticHint(applied)}.`;
    fail('STATISTIC_UNKNOWN', `"${head.text}" is not a statistic of "${applied.id}"`, hint, head);
  }
  if (!metric) return unknownMetric(head, fail);
  const statistic = impliedStatistic(metric);
  if (statistic === undefined) {
    const message = `"${metric.id}" has many values and needs a statistic`;
    return fail('STATISTIC_UNKNOWN', message, `Write ${statisticHint(metric)}.`, head);
  }
  checkArgument(metric, head, written, fail);
  return { metric, statistic, argument: inside, ofClass: innermost };
};
