import { expect, test } from 'vitest';
import { fit, placeLabels, widthOf } from './labels.ts';

test('labels of close marks stand in rows of their own, those far apart in one', () => {
  const close = placeLabels(
    [
      { at: 300, text: 'median 31.2 ms' },
      { at: 310, text: 'p95 31.4 ms' },
    ],
    0,
    680,
  );
  expect(close.map(({ row }) => row)).toEqual([0, 1]);
  const apart = placeLabels(
    [
      { at: 100, text: 'median 31.2 ms' },
      { at: 400, text: 'p95 31.4 ms' },
    ],
    0,
    680,
  );
  expect(apart.map(({ row }) => row)).toEqual([0, 0]);
});

test('a label stays inside the plot', () => {
  const [left, right] = placeLabels(
    [
      { at: 2, text: 'at the left' },
      { at: 679, text: 'at the right' },
    ],
    0,
    680,
  );
  expect(left?.x).toBe(0);
  expect((right?.x ?? 0) + widthOf('at the right')).toBeCloseTo(680);
});

test('text too long for its place ends in an ellipsis', () => {
  const short = fit('a very long condition of the environment', 80);
  expect(short).toMatch(/^a very.*…$/u);
  expect(widthOf(short)).toBeLessThanOrEqual(80);
});
