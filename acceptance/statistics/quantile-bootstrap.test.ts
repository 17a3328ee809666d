import { expect, test } from 'vitest';
import { quantile } from './descriptive.ts';
import {
  bootstrapQuantileDifference,
  clusterBootstrapQuantileDifference,
} from './quantile-bootstrap.ts';
import { createRandom } from './random.ts';

const random = createRandom(11);
const x = Array.from({ length: 37 }, () => Math.round(100 * -Math.log(1 - random())));
const y = Array.from({ length: 25 }, () => Math.round(100 * random()));

/** Differences by resampling every value, as slow as it is plain. */
const plainly = (p: number): number[] => {
  const draw = (values: readonly number[]): number =>
    quantile(
      values.map(() => values[Math.floor(random() * values.length)]!),
      p,
    )!;
  return Array.from({ length: 10_000 }, () => draw(x) - draw(y));
};

test.each([0.05, 0.5, 0.9, 0.95])(
  'limits of a difference of %f-quantiles are those of plain resampling',
  (p) => {
    const expected = plainly(p);
    const share = (counts: (difference: number) => boolean): number =>
      expected.filter(counts).length / expected.length;
    const single = (values: readonly number[]): number[][] => values.map((value) => [value]);
    const drawn = bootstrapQuantileDifference(x, y, p, 0.95, 20_000, 3);
    const groups = clusterBootstrapQuantileDifference(single(x), single(y), p, 0.95, 20_000, 3);
    for (const { lower, upper } of [drawn, groups]) {
      // Where values tie, the limit lies in a step of the distribution.
      expect(share((each) => each < lower!)).toBeLessThan(0.06);
      expect(share((each) => each <= lower!)).toBeGreaterThan(0.04);
      expect(share((each) => each > upper!)).toBeLessThan(0.06);
      expect(share((each) => each >= upper!)).toBeGreaterThan(0.04);
    }
    expect(drawn.estimate).toBeCloseTo(quantile(x, p)! - quantile(y, p)!, 9);
  },
);

test('values of a group that are all alike count as one', () => {
  const alike = [1, 5, 9, 14].map((value) => Array.from({ length: 50 }, () => value));
  const grouped = clusterBootstrapQuantileDifference(alike, alike, 0.5, 0.95, 4000, 1);
  const single = bootstrapQuantileDifference(alike.flat(), alike.flat(), 0.5, 0.95, 4000, 1);
  expect(grouped.upper! - grouped.lower!).toBeGreaterThan(single.upper! - single.lower!);
});

test('one seed gives one result, and another another', () => {
  const of = (seed: number): unknown => bootstrapQuantileDifference(x, y, 0.9, 0.95, 500, seed);
  expect(of(1)).toEqual(of(1));
  expect(of(1)).not.toEqual(of(2));
});

test('nothing is said about nothing, nor about what is no number', () => {
  const unknown = { estimate: null, lower: null, upper: null };
  for (const values of [[], [1, Number.NaN], [1, Infinity]]) {
    expect(bootstrapQuantileDifference(values, [1], 0.5, 0.95, 100, 1)).toEqual(unknown);
    expect(clusterBootstrapQuantileDifference([values], [[1]], 0.5, 0.95, 100, 1)).toEqual(unknown);
  }
});

test('one value, or values all equal, differ by what they differ', () => {
  const sure = { estimate: 2, lower: 2, upper: 2 };
  expect(bootstrapQuantileDifference([3], [1], 0.95, 0.95, 100, 1)).toEqual(sure);
  expect(bootstrapQuantileDifference([3, 3, 3], [1, 1], 0.95, 0.95, 100, 1)).toEqual(sure);
  expect(clusterBootstrapQuantileDifference([[3, 3], []], [[1]], 0.95, 0.95, 100, 1)).toEqual(sure);
});
