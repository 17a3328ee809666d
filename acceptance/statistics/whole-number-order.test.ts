import { expect, test } from 'vitest';
import { seeded } from '../../fixtures/oracle/synthetic-pilot.ts';
import { ascending } from './descriptive.ts';
import { sortedValues, wholeNumberOrder } from './whole-number-order.ts';

const drawn = (n: number, draw: (random: number) => number): number[] => {
  const random = seeded(n);
  return Array.from({ length: n }, () => draw(random()));
};

test.each([
  ['none', []],
  ['one', [7]],
  ['many close together', drawn(3000, (random) => 24_000 + Math.floor(random * 900))],
  ['many of one size', drawn(400, () => 5)],
  ['many far apart', drawn(400, (random) => Math.floor(random * 1e15))],
  ['below zero', drawn(400, (random) => Math.floor(random * 100) - 50)],
  ['fractions', drawn(400, (random) => random * 100)],
  ['a fraction among whole numbers', [...drawn(400, (random) => Math.floor(random * 9)), 3.5]],
  ['one without an end', [...drawn(400, (random) => Math.floor(random * 9)), Infinity]],
])('sorts values: %s', (_, values) => {
  expect([...sortedValues(values)]).toEqual(ascending(values));
});

test('equal values keep their order', () => {
  const values = drawn(1000, (random) => Math.floor(random * 7));
  const expected = values
    .map((value, position) => ({ value, position }))
    .toSorted((a, b) => a.value - b.value)
    .map(({ position }) => position);
  expect([...wholeNumberOrder(new Float64Array(values))!]).toEqual(expected);
});

test('what cannot be counted has no such order', () => {
  expect(wholeNumberOrder(new Float64Array([2, 1]))).toBeUndefined();
  expect(wholeNumberOrder(new Float64Array(drawn(400, (random) => random)))).toBeUndefined();
});
