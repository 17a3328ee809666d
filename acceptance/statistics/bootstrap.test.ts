import { expect, test } from 'vitest';
import { bootstrapRatio, bootstrapRatios } from './bootstrap.ts';
import { clusterMean } from './cluster-mean.ts';
import {
  distinctResamples,
  enumerateResamples,
  enumeratedSummary,
} from './exhaustive-bootstrap.ts';
import {
  exhaustiveStudentised,
  randomStudentised,
  studentisedBootstrap,
} from './studentised-bootstrap.ts';

const single = (values: readonly number[]): { sum: number; n: number }[] =>
  values.map((sum) => ({ sum, n: 1 }));

const uneven = [
  { sum: 18, n: 20 },
  { sum: 40, n: 44 },
  { sum: 9, n: 12 },
  { sum: 30, n: 31 },
  { sum: 12, n: 20 },
];

const ratioOf = (drawn: readonly number[]): number =>
  uneven.reduce((sum, each, i) => sum + drawn[i]! * each.sum, 0) /
  uneven.reduce((sum, each, i) => sum + drawn[i]! * each.n, 0);

test('all resamples are as many as there are orders', () => {
  expect([1, 2, 3, 4, 8].map(distinctResamples)).toEqual([1, 3, 10, 35, 6435]);
  expect(enumerateResamples(6, () => 0).used).toBe(6 ** 6);
});

test('seeded resamples of clusters come to what all of them come to', () => {
  const all = enumeratedSummary(enumerateResamples(5, ratioOf), 0.9);
  const drawn = bootstrapRatio(uneven, 0.9, 100_000, 5);
  expect(drawn.lower).toBeCloseTo(all.lower, 2);
  expect(drawn.upper).toBeCloseTo(all.upper, 2);
});

test('studentised limits agree between all resamples and seeded ones', () => {
  for (const clusters of [uneven, single([3, 4, 4.4, 5, 9.5, 4.1])]) {
    const all = exhaustiveStudentised(clusters);
    const drawn = randomStudentised(clusters, 200_000, 9);
    expect(drawn.used / 200_000).toBeCloseTo(all.used / clusters.length ** clusters.length, 2);
    for (const edge of ['lower', 'upper'] as const) {
      const [a, b] = [all.limits(0.9)[edge], drawn.limits(0.9)[edge]];
      expect(Math.abs(a - b)).toBeLessThan(0.03 * all.standardError * 3);
    }
  }
});

test('the share of t* below a limit is the confidence of that limit', () => {
  const all = studentisedBootstrap(
    single([3, 4, 4.4, 5, 9.5, 4.1, 3.3, 6, 5.5, 4.8, 7, 3.9]),
    10_000,
    2,
  );
  const t = (all.mean - all.limits(0.95).lower) / all.standardError;
  expect(all.share(t)).toBeCloseTo(0.95, 3);
});

test('of values to the right the upper limit lies further out than that of t', () => {
  const skewed = single([1, 1.1, 1.2, 1.2, 1.3, 1.4, 1.6, 4]);
  const { upper } = studentisedBootstrap(skewed, 10_000, 1).limits(0.95);
  expect(upper).toBeGreaterThan(clusterMean(skewed, 0.95).upper);
});

test('values all equal leave no resample with a spread', () => {
  const all = studentisedBootstrap(single([2.1, 2.1, 2.1]), 10_000, 1);
  expect(all.used).toBe(0);
  expect(all.limits(0.95).upper).toBeNaN();
});

test('one seed draws the same resamples again', () => {
  expect(bootstrapRatios(uneven, 50, 4)).toEqual(bootstrapRatios(uneven, 50, 4));
  expect(bootstrapRatios(uneven, 50, 4)).not.toEqual(bootstrapRatios(uneven, 50, 5));
});
