import { expect, test } from 'vitest';
import { currenciesIn, isCurrency, nearestCurrency } from './currencies.ts';
import { isLocale, writeAmount, writeMoney } from './money.ts';

test.each([
  ['en-GB', 'EUR 1,234,567', 'EUR −12.50'],
  ['de-DE', '1.234.567 EUR', '−12,50 EUR'],
  ['de-AT', 'EUR 1.234.567', 'EUR −12,50'],
  ['de-CH', 'EUR 1’234’567', 'EUR −12.50'],
  ['fr-FR', '1\u00a0234\u00a0567 EUR', '−12,50 EUR'],
  ['fr-CH', '1\u00a0234\u00a0567 EUR', '−12.50 EUR'],
  ['en-IN', 'EUR 12,34,567', 'EUR −12.50'],
  ['pt-BR', 'EUR 1.234.567', 'EUR −12,50'],
  ['pt-PT', '1\u00a0234\u00a0567 EUR', '−12,50 EUR'],
  ['ja-JP', 'EUR 1,234,567', 'EUR −12.50'],
  ['sr-Latn-RS', '1.234.567 EUR', '−12,50 EUR'],
])('%s writes %s and %s', (locale, large, small) => {
  expect(isLocale(locale)).toBe(true);
  expect(writeMoney(1_234_567, 'EUR', locale)).toBe(large);
  expect(writeMoney(-12.5, 'EUR', locale)).toBe(small);
});

test('the signs are those of the platform for locales that no release has changed', () => {
  for (const locale of ['en-GB', 'de-DE', 'de-AT', 'it-IT', 'pt-BR', 'en-IN', 'hi-IN', 'da-DK']) {
    const style = { style: 'currency', currency: 'EUR', numberingSystem: 'latn' } as const;
    const platform = new Intl.NumberFormat(locale, style)
      .formatToParts(1_234_567.5)
      .filter(({ type }) => ['integer', 'group', 'decimal', 'fraction'].includes(type))
      .map(({ value }) => value);
    expect([locale, writeAmount(1_234_567.5, locale, 2)]).toEqual([locale, platform.join('')]);
  }
});

test('without a locale, and with one that no file may name, amounts are English', () => {
  expect(writeAmount(1234.5, undefined)).toBe('1,235');
  expect(writeAmount(1234.5, 'not a locale', 2)).toBe('1,234.50');
  expect(writeAmount(-0.001, 'de')).toBe('0,00');
  expect(writeMoney(5, '', 'de')).toBe('5');
});

test('what is malformed, made up or of no known region is no locale', () => {
  const tags = ['de_DE', 'english', 'xx', 'de-XX', '', '-', 'zz-ZZ', 'a'.repeat(10_000)];
  expect(tags.filter(isLocale)).toEqual([]);
});

test('currencies are those of ISO 4217, and what was meant is found', () => {
  expect(['EUR', 'USD', 'XCG', 'ZWG'].every(isCurrency)).toBe(true);
  expect(['eur', 'EURO', 'XXX', 'DEM', ''].some(isCurrency)).toBe(false);
  expect(['eur', 'EURO', '€', 'UDS', 'GPB', 'RMB', 'QQQQQQ'].map(nearestCurrency)).toEqual([
    'EUR',
    'EUR',
    'EUR',
    'USD',
    'GBP',
    'CNY',
    undefined,
  ]);
  expect(currenciesIn('USD a device, THE rest in CHF')).toEqual(['USD', 'CHF']);
});
