import { expect, test } from 'vitest';
import {
  bound,
  bytes,
  fixed,
  limitText,
  moment,
  money,
  name,
  quantity,
  quantityWithin,
} from './format.ts';

test('numbers print alike everywhere, with their unit', () => {
  expect(fixed(1234.5, 1)).toBe('1234.5');
  expect(fixed(-1_234_567, 0)).toBe('−1,234,567');
  expect(fixed(-0.0001, 2)).toBe('0.00');
  expect(quantity(27.4321, 'ms')).toBe('27.4 ms');
  expect(quantity(0.00123, 'J')).toBe('0.0012 J');
  expect(quantity(0.784209, 'mJ')).toBe('0.78 mJ');
  expect(quantity(45, 'ms')).toBe('45.0 ms');
  expect(quantity(3, '%')).toBe('3.0 %');
  expect(quantity(612, 'days')).toBe('612 days');
  expect(quantity(12, 'us')).toBe('12.0 µs');
  expect(limitText(0.5, '%')).toBe('0.5 %');
  expect(money(5664.4, 'EUR')).toBe('EUR 5,664');
  expect(money(-0.12, 'EUR')).toBe('EUR −0.12');
  expect(bytes(31_948)).toBe('31.9 kB');
});

test('what is not known is said, never shown as a number', () => {
  expect(quantity(null, 'ms')).toBe('not known');
  expect(quantity(Number.NaN, 'ms')).toBe('not known');
  expect(bound(null, 'ms', 60, 'upper')).toBe('unbounded');
  expect(money(null, 'EUR')).toBe('not known');
});

test('values of a narrow distribution keep the figures that tell them apart', () => {
  expect(quantityWithin(24.8422, 'ms', 0.03)).toBe('24.842 ms');
  expect(quantityWithin(32.518, 'ms', 2)).toBe('32.5 ms');
  expect(quantityWithin(60, 'ms', 0)).toBe('60.0 ms');
});

test('a bound never crosses its limit in print', () => {
  expect(bound(60.2, 'ms', 60, 'upper')).toBe('60.2 ms');
  // To three figures each of these would read as the limit itself.
  expect(bound(80.004, '%', 80, 'lower')).toBe('80.004 %');
  expect(bound(59.97, 'ms', 60, 'upper')).toBe('59.97 ms');
  expect(bound(60, 'ms', 60, 'upper')).toBe('60.0 ms');
});

test('a bound in print never says more than was proven', () => {
  expect(bound(91.668, '%', 80, 'lower')).toBe('91.6 %');
  expect(bound(8.32, '%', 15, 'upper')).toBe('8.4 %');
  expect(bound(93.1, '%', 80, 'lower')).toBe('93.1 %');
  expect(bound(60.003, 'ms', 60, 'upper')).toBe('60.1 ms');
});

test('a share near either end keeps the figures that matter', () => {
  expect(quantity(99.96, '%')).toBe('99.96 %');
  expect(quantity(0.04, '%')).toBe('0.04 %');
  expect(quantity(0.001, '%')).toBe('0.0010 %');
  expect(quantity(99.9996, '%')).toBe('99.99960 %');
  expect(quantity(100, '%')).toBe('100.0 %');
});

test('times are UTC to the minute; what is no time stays as it is', () => {
  expect(moment('2026-11-22T14:16:02.000Z')).toBe('2026-11-22 14:16 UTC');
  expect(moment('yesterday')).toBe('yesterday');
});

test('a long name keeps both ends and splits no character', () => {
  const shown = name(`${'𝒜'.repeat(100)}-end`, 20);
  expect(Array.from(shown)).toHaveLength(20);
  expect(shown).toMatch(/^𝒜+…𝒜*-end$/u);
});
