import { expect, test } from 'vitest';
import { thinned, type TraceHead } from './power-trace.ts';

const head: TraceHead = {
  id: 'energy',
  source: 'monitor',
  origin: 'hardware',
  unit: 'W',
  rate_Hz: 1000,
};

test('a peak of a single sample stays, whatever step it falls in', () => {
  const at = (i: number): number => (i === 123_456 ? 5 : i === 654_321 ? -1 : 0.25);
  const trace = thinned(head, 1_000_003, at);
  expect(trace).toMatchObject({ n: 1_000_003, duration_s: 1000.003 });
  expect(trace.points).toHaveLength(600);
  expect(Math.max(...trace.points.map(({ max }) => max))).toBe(5);
  const [peak] = trace.points.filter(({ max }) => max === 5);
  expect(Math.abs(peak!.t - 123.456)).toBeLessThan(1000.003 / 600);
  expect(Math.min(...trace.points.map(({ min }) => min))).toBe(-1);
});

test('few samples stay as they are, with their times and their mean', () => {
  const values = [1, 2, 4, 8];
  expect(thinned(head, 4, (i) => values[i]!)).toMatchObject({
    mean: 3.75,
    points: [
      { t: 0, min: 1, max: 1 },
      { t: 0.001, min: 2, max: 2 },
      { t: 0.002, min: 4, max: 4 },
      { t: 0.003, min: 8, max: 8 },
    ],
  });
});

test('missing samples are left out: no zero, no mean of what is not there', () => {
  const trace = thinned(head, 1200, (i) => (i >= 400 && i < 800 ? Number.NaN : 2));
  expect(trace.points).toHaveLength(400);
  expect(trace).toMatchObject({ mean: 2, n: 1200 });
  expect(thinned(head, 3, () => Number.NaN)).toMatchObject({ points: [], mean: null });
  expect(thinned(head, 0, () => 1)).toMatchObject({ points: [], mean: null, duration_s: 0 });
});
