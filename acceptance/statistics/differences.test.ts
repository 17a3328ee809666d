import { expect, test } from 'vitest';
import { seeded } from '../../fixtures/oracle/synthetic-pilot.ts';
import { hodgesLehmann } from './hodges-lehmann.ts';
import { pairedT, welch } from './mean-difference.ts';
import { mover } from './mover.ts';
import { newcombe, newcombePaired } from './newcombe.ts';
import { mannWhitney } from './rank-sum.ts';

const random = seeded(11);
const integers = (n: number, below: number): number[] =>
  Array.from({ length: n }, () => Math.floor(random() * below));

/** Every difference x - y, ascending. */
const laidOut = (x: readonly number[], y: readonly number[]): number[] =>
  x.flatMap((a) => y.map((b) => a - b)).toSorted((a, b) => a - b);

test.each(Array.from({ length: 40 }, (_, i) => i))(
  'the shift is the median of all differences, ties or none (%i)',
  () => {
    const [x, y] = [integers(1 + integers(1, 12)[0]!, 8), integers(1 + integers(1, 12)[0]!, 8)];
    const all = laidOut(x, y);
    const middle = (all[Math.floor((all.length - 1) / 2)]! + all[Math.floor(all.length / 2)]!) / 2;
    const shift = hodgesLehmann(x, y, 0.975);
    expect(shift?.shift).toBe(middle);
    expect(all).toContain(shift?.lower);
    expect(all).toContain(shift?.upper);
    expect(shift!.lower).toBeLessThanOrEqual(middle);
    expect(shift!.upper).toBeGreaterThanOrEqual(middle);
  },
);

test('a shift of a hundred thousand events a side is found without laying out their pairs', () => {
  const x = Array.from({ length: 100_000 }, () => random());
  const shift = hodgesLehmann(
    x.map((value) => value + 3),
    x,
    0.975,
  );
  expect(shift!.shift).toBeCloseTo(3, 2);
  expect(shift!.upper - shift!.lower).toBeLessThan(0.02);
});

test('a bad minority leaves the typical change where it was', () => {
  const before = Array.from({ length: 200 }, (_, i) => 20 + i / 200);
  const after = before.map((value, i) => (i % 10 === 0 ? value * 100 : value));
  const shift = hodgesLehmann(after, before, 0.975)!;
  expect(shift.lower).toBeLessThanOrEqual(0);
  expect(mannWhitney(after, before)!.cles).toBeLessThan(0.56);
});

test('both directions of a comparison mirror each other', () => {
  const [x, y] = [integers(9, 30), integers(7, 30)];
  const there = hodgesLehmann(x, y, 0.95)!;
  const back = hodgesLehmann(y, x, 0.95)!;
  expect([back.shift, back.lower, back.upper]).toEqual(
    [there.shift, there.upper, there.lower].map((value) => 0 - value),
  );
  const ranks = [mannWhitney(x, y)!, mannWhitney(y, x)!];
  expect(ranks[0]!.p).toBeCloseTo(ranks[1]!.p, 12);
  expect(ranks[0]!.cles + ranks[1]!.cles).toBeCloseTo(1, 12);
  const paired = { both: 40, onlyFirst: 6, onlySecond: 2, neither: 4 };
  const swapped = { both: 40, onlyFirst: 2, onlySecond: 6, neither: 4 };
  expect(newcombePaired(swapped, 0.9).lower).toBeCloseTo(-newcombePaired(paired, 0.9).upper, 12);
});

test('empty samples, single values and non-numbers have no difference', () => {
  expect(hodgesLehmann([], [1], 0.95)).toBeNull();
  expect(hodgesLehmann([Number.NaN], [1], 0.95)).toBeNull();
  expect(hodgesLehmann([Infinity, 1], [1], 0.95)).toBeNull();
  expect(mannWhitney([], [])).toBeNull();
  expect(welch([{ first: [1], second: [1, 2] }], 0.95)).toBeNull();
  expect(welch([{ first: [1, Number.NaN], second: [1, 2] }], 0.95)).toBeNull();
  expect(welch([], 0.95)).toBeNull();
  expect(pairedT([1], [2], 0.95)).toBeNull();
  expect(pairedT([1, 2], [2], 0.95)).toBeNull();
});

test('without any spread a difference is what it is, and no difference has no p-value below 1', () => {
  expect(pairedT([3, 3, 3], [1, 1, 1], 0.95)).toMatchObject({ difference: 2, lower: 2, upper: 2 });
  expect(pairedT([1, 2, 3], [1, 2, 3], 0.95)).toMatchObject({ difference: 0, p: 1 });
});

test('strata are compared with their own kind: a lopsided mix is no difference', () => {
  const [slow, fast] = [
    [10, 10.2, 9.8, 10.1],
    [1, 1.2, 0.8],
  ];
  const mixed = welch(
    [
      { first: slow, second: slow.slice(0, 2) },
      { first: fast.slice(0, 2), second: fast },
    ],
    0.975,
  )!;
  expect(Math.abs(mixed.difference)).toBeLessThan(0.2);
  expect(mixed.lower).toBeLessThan(0);
  expect(mixed.upper).toBeGreaterThan(0);
});

test('an unknown limit of one side leaves the difference open there', () => {
  const open = { estimate: 1, lower: 0, upper: Infinity };
  const known = { estimate: 1, lower: 0.5, upper: 1.5 };
  expect(mover(open, known).upper).toBe(Infinity);
  expect(Number.isFinite(mover(open, known).lower)).toBe(true);
  expect(mover(known, open).lower).toBe(-Infinity);
});

test('ten million trials a side stay exact, and all or none is not certain', () => {
  const huge = newcombe(
    { successes: 9_900_000, trials: 1e7 },
    { successes: 9_890_000, trials: 1e7 },
    0.95,
  );
  const spread = Math.sqrt((0.99 * 0.01 + 0.989 * 0.011) / 1e7);
  expect(huge.lower).toBeCloseTo(0.001 - 1.959964 * spread, 7);
  const all = newcombe({ successes: 5, trials: 5 }, { successes: 0, trials: 5 }, 0.95);
  expect(all.estimate).toBe(1);
  expect(all.lower).toBeLessThan(0.5);
});
