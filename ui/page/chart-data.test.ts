import { expect, test } from 'vitest';
import { chartDataOf } from './chart-data.ts';
import type { Point, Series } from './parts.ts';

const point = (run: string, edit: Partial<Point>): Point => ({
  run,
  outcome: 'pass',
  estimate: 40,
  lower: 38,
  upper: 44,
  op: '<=',
  limit: 60,
  n: 100,
  origin: 'emulated',
  limit_changed: false,
  frozen: null,
  words: { outcome: 'PASS', value: '40 ms', bound: 'at most 44 ms', limit: '≤ 60 ms', n: '100' },
  ...edit,
});

const series: Series = {
  key: 'LAT-1',
  id: 'LAT-1',
  title: 'Latency',
  metric: 'latency',
  statistic: 'p95',
  unit: 'ms',
  better: 'lower',
  finding: '',
  points: [
    point('whole', {}),
    point('failed', { outcome: 'error', estimate: null, lower: null, upper: null }),
    point('one-sided', { upper: null, lower: 20 }),
  ],
};

test('a run without a value keeps its verdict, and one without the criterion is a gap', () => {
  const { marks, estimate } = chartDataOf(['whole', 'failed', 'lacks', 'one-sided'], series);
  expect(estimate).toEqual([40, null, null, 40]);
  expect(marks.map(({ index, outcome, value }) => [index, outcome, value])).toEqual([
    [0, 'pass', 40],
    [1, 'error', null],
    [3, 'pass', 40],
  ]);
});

test('a bound that is not known is the edge of the axis, which holds every value', () => {
  const { marks, ends, upper } = chartDataOf(['whole', 'failed', 'one-sided'], series);
  const [low, high] = ends;
  expect([low < 20, high > 60]).toEqual([true, true]);
  expect(marks.map(({ band }) => band)).toEqual([[38, 44], null, [20, high]]);
  expect(upper).toEqual([44, null, null]);
});

test('where no run has a value there still is an axis', () => {
  const none = series.points.map((one) => ({ ...one, estimate: null, lower: null, upper: null }));
  const { ends } = chartDataOf(['whole'], {
    ...series,
    points: none.map((one) => ({ ...one, limit: null })),
  });
  expect(ends[1]).toBeGreaterThan(ends[0]);
});
