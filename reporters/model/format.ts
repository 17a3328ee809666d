import { writeMoney } from '../../documents/money.ts';
import { convert, dimensionOf } from '../../documents/units.ts';

/** What stands where a number is not known. */
export const unknown = 'not known';
const minus = '\u2212';

const grouped = (digits: string, most: number = 4): string => {
  const [whole = '', fraction] = digits.split('.');
  // Four digits stay together, as in scientific print; longer numbers are set in threes.
  const set = whole.length > most ? whole.replace(/\B(?=(\d{3})+$)/gu, ',') : whole;
  return fraction === undefined ? set : `${set}.${fraction}`;
};

/** A number with fixed decimals, the same on every machine. */
export const fixed = (value: number, decimals: number, together: number = 4): string => {
  const text = grouped(Math.abs(value).toFixed(decimals), together);
  return value < 0 && /[1-9]/u.test(text) ? `${minus}${text}` : text;
};

/** Decimals that leave about three significant figures; the sentences of a record use the same. */
export const decimalsFor = (value: number): number => {
  const size = Math.abs(value);
  if (size >= 100) return 0;
  if (size >= 10) return 1;
  return size === 0 || size >= 0.01 ? 2 : 1 - Math.floor(Math.log10(size));
};

export const count = (value: number): string => fixed(value, 0);

/** Whole numbers as they are, others to three figures. */
export const plain = (value: number): string =>
  Number.isInteger(value) ? fixed(value, 0) : fixed(value, decimalsFor(value));

const withUnit = (text: string, unit: string): string =>
  unit === '' || unit === '1' || unit === 'count' ? text : `${text} ${unit === 'us' ? 'µs' : unit}`;

/** `value` of `from` in `to`, or as it is where the units do not convert. */
export const inUnit = (value: number, from: string, to: string): number =>
  from === to || dimensionOf(from) === undefined || dimensionOf(from) !== dimensionOf(to)
    ? value
    : convert({ value, unit: from }, to);

/** A limit is printed as it was written: no figure added, none lost. */
export const limitText = (value: number, unit: string): string =>
  withUnit(`${value < 0 ? minus : ''}${grouped(String(Math.abs(value)))}`, unit);

/** Decimals that tell a value of a distribution of this span from the others. */
const decimalsWithin = (value: number, span: number): number => {
  const needed = span > 0 ? Math.ceil(-Math.log10(span)) + 1 : 0;
  return Math.min(6, Math.max(decimalsFor(value), needed));
};

/** A value of a distribution, with the figures that tell it from the others: `24.842 ms`. */
export const quantityWithin = (value: number, unit: string, span: number): string =>
  withUnit(fixed(value, decimalsWithin(value, span)), unit);

const indivisible: ReadonlySet<string> = new Set(['', 'count', 'B', 'days', 'day']);

/** Shares of a hundred keep one decimal, two at either end and more where print would say 0 or 100. */
const decimalsIn = (value: number, unit: string): number => {
  if (unit === '%') {
    const ends = Math.min(Math.abs(value), Math.abs(100 - value));
    if (ends === 0 || (value >= 1 && value <= 99) || value > 100) return 1;
    // Rounding must not swallow the distance; two decimals do for all but the smallest.
    return ends >= 0.01 ? 2 : Math.min(9, 1 - Math.floor(Math.log10(ends)));
  }
  // Scores such as an AUC tell apart in the third decimal.
  if (unit === '1' && Math.abs(value) < 1) return Math.max(3, decimalsFor(value));
  return Number.isInteger(value) && indivisible.has(unit) ? 0 : decimalsFor(value);
};

/** `27.4 ms`. */
export const quantity = (value: number | null, unit: string): string => {
  if (value === null || !Number.isFinite(value)) return unknown;
  return withUnit(fixed(value, decimalsIn(value, unit)), unit);
};

/** A lower bound goes down and an upper one up: print never says more than was proven. */
const outward = (value: number, decimals: number, side: 'lower' | 'upper'): number => {
  const scaled = value * 10 ** decimals;
  // What arithmetic added behind the last shown digit is no reason to give a whole step away.
  const slack = 1e-9 * Math.max(1, Math.abs(scaled));
  const whole = side === 'lower' ? Math.floor(scaled + slack) : Math.ceil(scaled - slack);
  return whole / 10 ** decimals;
};

/** From the least decimals on, as many as it takes to stand on the same side of every limit. */
const boundFrom = (
  least: number,
  value: number,
  unit: string,
  limits: readonly number[],
  side: 'lower' | 'upper',
): string => {
  for (let decimals = least; ; decimals++) {
    const shown = outward(value, decimals, side);
    const told = limits.every((limit) => Math.sign(shown - limit) === Math.sign(value - limit));
    if (told || decimals >= least + 4) return withUnit(fixed(shown, decimals), unit);
  }
};

/** A bound, with as many figures as it takes to stand on the same side of the limit in print. */
export const bound = (
  value: number | null,
  unit: string,
  limit: number | null,
  side: 'lower' | 'upper',
): string => {
  if (value === null || !Number.isFinite(value)) return 'unbounded';
  return boundFrom(decimalsIn(value, unit), value, unit, limit === null ? [] : [limit], side);
};

/** A bound of a value of a distribution, beside values printed by `quantityWithin`. */
export const boundWithin = (
  value: number,
  unit: string,
  span: number,
  limits: readonly number[],
  side: 'lower' | 'upper',
): string => boundFrom(decimalsWithin(value, span), value, unit, limits, side);

/** Whole units of money, cents below 100, in the notation of a locale: `EUR 5,664`, `5.664 EUR`. */
export const money = (value: number | null, currency: string, locale?: string): string =>
  value === null ? unknown : writeMoney(value, currency, locale);

/** A share of one as `95 %`. */
export const percent = (share: number | null, decimals: number = 1): string =>
  share === null ? unknown : `${fixed(share * 100, decimals)} %`;

/** `2026-11-22 14:15 UTC`; text that is no date stays as it is. */
export const moment = (iso: string): string => {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/u.exec(iso);
  return match ? `${match[1]} ${match[2]} UTC` : iso;
};

export const bytes = (value: number): string =>
  value < 1000
    ? `${value} B`
    : `${plain(value < 1e6 ? value / 1e3 : value / 1e6)} ${value < 1e6 ? 'kB' : 'MB'}`;

/** `1 window`, `2 windows`. */
export const counted = (n: number, one: string, many: string = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`;

/** A name from outside, kept short enough to print: the middle gives way, both ends stay. */
export const name = (text: string, most: number = 80): string => {
  const points = Array.from(text);
  if (points.length <= most) return text;
  const tail = Math.floor(most / 3);
  return `${points.slice(0, most - tail - 1).join('')}…${points.slice(-tail).join('')}`;
};

/** A sentence from outside. */
export const sentence = (text: string): string => name(text, 600);
