import { expect, test } from 'vitest';
import { inWords, percentFigure, withUnit } from '../acceptance/families/number-words.ts';
import { seeded } from '../fixtures/oracle/synthetic-pilot.ts';
import { bound, quantity } from '../reporters/model/format.ts';

/** The number that stands at the beginning of a text, however it is set. */
const numberOf = (text: string): number =>
  Number(/^[-−\d.,]+/u.exec(text)?.[0].replaceAll(',', '').replace('−', '-'));

const random = seeded(11);

/** Values of every size, those close to 0 and to 100 % among them, and what real counts give. */
const shares = [
  ...Array.from({ length: 400 }, () => random()),
  ...Array.from({ length: 300 }, () => 10 ** (-6 * random())),
  ...Array.from({ length: 300 }, () => 1 - 10 ** (-6 * random())),
  0,
  1,
  119 / 120,
  1 / 120,
  0.01,
  0.99,
  0.999_95,
  0.000_05,
  1 / 3,
  0.005,
  0.9999,
];
const times = [
  ...Array.from({ length: 600 }, () => 10 ** (10 * random() - 4)),
  0,
  60,
  0.01,
  9.995,
  99.95,
  347.202,
  348.1967,
  1234.5,
];
const counts = [0, 1, 7, 10, 99, 100, 1200, 48_000, 1_234_567];

const sides = [undefined, 'lower', 'upper'] as const;

/** As a table prints it. */
const inTable = (value: number, unit: string, side: (typeof sides)[number]): number =>
  numberOf(side === undefined ? quantity(value, unit) : bound(value, unit, null, side));

test.each(sides)('a share reads alike in a sentence and in a table: %s', (side) => {
  for (const share of shares) {
    const said = Number(percentFigure(share, side));
    expect(said, `${share}`).toBe(inTable(share * 100, '%', side));
  }
});

test.each(sides)('a time and a count read alike in a sentence and in a table: %s', (side) => {
  for (const [values, unit] of [
    [times, 'ms'],
    [times, 'mJ'],
    [counts, 'count'],
    [counts, 'B'],
  ] as const) {
    for (const value of values) {
      const said = numberOf(withUnit(inWords(value, side), unit));
      expect(said, `${value} ${unit}`).toBe(inTable(value, unit, side));
    }
  }
});

test('an estimate is the nearest and never 0 or 100 % where it is not; a bound is never better', () => {
  expect([percentFigure(119 / 120), percentFigure(1 / 120)]).toEqual(['99.17', '0.83']);
  for (const share of shares) {
    const [lower, said, upper] = [
      Number(percentFigure(share, 'lower')),
      Number(percentFigure(share)),
      Number(percentFigure(share, 'upper')),
    ];
    expect(lower).toBeLessThanOrEqual(share * 100 + 1e-7);
    expect(upper).toBeGreaterThanOrEqual(share * 100 - 1e-7);
    expect(Math.abs(said - share * 100)).toBeLessThanOrEqual(0.05 + 1e-9);
    if (share > 0 && share < 1) {
      for (const one of [said, upper]) expect(one).toBeGreaterThan(0);
      for (const one of [said, lower, upper]) expect(one).toBeLessThan(100);
    }
  }
});
