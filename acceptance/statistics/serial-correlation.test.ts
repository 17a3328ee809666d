import { expect, test } from 'vitest';
import { seeded } from '../../fixtures/oracle/synthetic-pilot.ts';
import { lagOne } from './descriptive.ts';
import { createSerialCorrelation, LEAST_VALUES } from './serial-correlation.ts';

const all = (): boolean => true;

const pooledOf = (...series: readonly (readonly number[])[]): number | null => {
  const correlation = createSerialCorrelation();
  for (const [number, values] of series.entries()) {
    for (const value of values) correlation.add(number, value);
  }
  return correlation.pooled(all);
};

const wander = (seed: number, n: number, start: number): number[] => {
  const random = seeded(seed);
  let x = 0;
  return Array.from({ length: n }, () => start + (x = 0.7 * x + random() - 0.5));
};

test('of one series it is the autocorrelation at lag 1, also far from zero', () => {
  for (const start of [0, 1e6, -3e8]) {
    const values = wander(3, 200, start);
    expect(pooledOf(values)).toBeCloseTo(lagOne(values)!, 6);
  }
});

test('of several series each has its own mean, in whatever order the values come', () => {
  const [a, b] = [wander(1, 300, 0), wander(2, 300, 1000)];
  const correlation = createSerialCorrelation();
  for (const [i, value] of a.entries()) {
    correlation.add(0, value);
    correlation.add(1, b[i]!);
  }
  expect(correlation.pooled(all)).toBeCloseTo(pooledOf(a, b)!, 12);
  expect(pooledOf(a, b)).toBeGreaterThan(0.5);
  // Taken as one series, the step between the two would be all there is.
  expect(pooledOf([...a, ...b])).toBeGreaterThan(0.99);
});

test('series that are short, equal or not usable tell nothing', () => {
  expect(pooledOf()).toBeNull();
  expect(pooledOf(wander(1, LEAST_VALUES - 1, 0))).toBeNull();
  expect(pooledOf(Array.from({ length: 100 }, () => 0.1))).toBeNull();
  const correlation = createSerialCorrelation();
  for (const value of wander(1, 100, 0)) correlation.add(4, value);
  expect(correlation.pooled((series) => series !== 4)).toBeNull();
  expect(correlation.pooled(all)).not.toBeNull();
});
