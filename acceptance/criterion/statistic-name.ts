import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Share that a quantile statistic names: 0.95 for `p95`, 0.5 for `median`; else undefined. */
export const quantileShare = (statistic: string): number | undefined => {
  if (statistic === 'median') return 0.5;
  const match = /^p(\d{1,2}(?:\.\d+)?)$/u.exec(statistic);
  if (!match) return undefined;
  const percent = Number(match[1]);
  // Dividing the written digits keeps 0.999 exact where 99.9 / 100 is not.
  return percent > 0 && percent < 100 ? Number((percent / 100).toPrecision(12)) : undefined;
};

/** Words that stand before a metric in brackets. */
export const isStatistic = (word: string): boolean =>
  word === 'mean' || word === 'every' || quantileShare(word) !== undefined;

/** Families of one value, which needs no further name. */
const valued: ReadonlySet<MetricDeclaration['family']> = new Set([
  'macro-f1',
  'auc',
  'auc-macro',
  'auc-grid',
  'count',
  'fact',
]);

/** Statistic of a metric that is written without one. */
export const impliedStatistic = (metric: MetricDeclaration): string | undefined => {
  if (metric.family === 'proportion') return 'share';
  if (metric.family === 'rate') return metric.derive ? 'availability' : 'rate';
  if (valued.has(metric.family)) return 'value';
  if (metric.family === 'calibration') return 'mean';
  if (metric.family === 'gap') return 'gap';
  if (metric.family === 'paired-difference') return 'difference';
  if (metric.family === 'total-per-device-day') return metric.derive ? 'life' : 'per-day';
  return undefined;
};

/** Whether the metric's family has that statistic. */
export const hasStatistic = (metric: MetricDeclaration, statistic: string): boolean => {
  if (metric.family === 'quantile') {
    return statistic === 'every' || quantileShare(statistic) !== undefined;
  }
  if (metric.family === 'mean') return statistic === 'mean';
  return impliedStatistic(metric) === statistic;
};

/** What to write instead, by family. */
export const statisticHint = (metric: MetricDeclaration): string => {
  if (metric.family === 'quantile') return `median(${metric.id}), p95(${metric.id})`;
  if (metric.family === 'mean') return `mean(${metric.id})`;
  if (metric.argument === 'class') return `${metric.id}(a-class)`;
  return metric.argument === 'metric' ? `${metric.id}(${metric.of?.join(' or ')})` : metric.id;
};
