import { expect, test } from 'vitest';
import { convert, dimensionOf, parseQuantity, quantityIn } from './units.ts';

test.each([
  ['60 ms', 'us', 60_000],
  ['1.5s', 'ms', 1500],
  ['19 Ah', 'C', 68_400],
  ['64 KiB', 'B', 65_536],
  ['2 kB', 'B', 2000],
  ['85 %', '%', 85],
  ['365 days', 's', 31_536_000],
  ['1e3 uJ', 'mJ', 1],
  ['1 µs', 'ns', 1000],
])('%s is known in %s', (text, unit, value) => {
  expect(quantityIn(text, unit)).toBeCloseTo(value, 9);
});

test.each(['', 'ms', '60', '60 ms ms', '60 parsecs', 'NaN ms', '1e ms', '60 constructor'])(
  '"%s" is refused',
  (text) => {
    expect(() => parseQuantity(text)).toThrow(/is not a/u);
  },
);

test('quantities of two dimensions do not compare', () => {
  expect(() => convert({ value: 60, unit: 'mA' }, 'ms')).toThrow('is a current');
});

test('names every object has are no units', () => {
  expect(dimensionOf('toString')).toBeUndefined();
});
