/** Which bound a number is; a bound in words never says more than was proven. */
export type BoundSide = 'lower' | 'upper';

/** `value` at so many decimals: a lower bound rounded down, an upper one up, others to the nearest. */
const rounded = (value: number, decimals: number, side?: BoundSide): number => {
  if (side === undefined) return Number(value.toFixed(decimals));
  const scaled = value * 10 ** decimals;
  // What arithmetic added behind the last shown digit is no reason to give a whole step away.
  const slack = Math.min(0.01, 1e-9 * Math.max(1, Math.abs(scaled)));
  const whole = side === 'lower' ? Math.floor(scaled + slack) : Math.ceil(scaled - slack);
  return Number((whole / 10 ** decimals).toFixed(decimals));
};

/** A number for a sentence: three significant digits, more where it is larger; never e-notation. */
export const inWords = (value: number, side?: BoundSide): string => {
  if (!Number.isFinite(value)) return 'unknown';
  const size = Math.abs(value);
  const small = size < 0.01 && size > 0;
  const digits = small ? 1 - Math.floor(Math.log10(size)) : size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return plainly(rounded(value, Math.min(digits, 15), side), Math.min(digits, 15));
};

/**
 * One decimal, two at either end, and more where rounding would swallow the distance to 0 or 100;
 * tables of a report print as many.
 */
const decimalsOf = (percent: number): number => {
  const distance = Math.min(Math.abs(percent), Math.abs(100 - percent));
  if (distance === 0 || (percent >= 1 && percent <= 99) || percent > 100) return 1;
  return distance >= 0.01 ? 2 : Math.min(15, 1 - Math.floor(Math.log10(distance)));
};

/**
 * A share between 0 and 1 as percent, without the sign; an estimate to the nearest. Rounding never
 * turns a share into 0 or 100 % that is not.
 */
export const percentFigure = (share: number, side?: BoundSide): string => {
  const percent = Number((share * 100).toPrecision(14));
  const decimals = decimalsOf(percent);
  return plainly(rounded(percent, decimals, side), decimals);
};

/** A share between 0 and 1 as percent: "99.98 %". */
export const percentInWords = (share: number, side?: BoundSide): string =>
  `${percentFigure(share, side)} %`;

/** A share between 0 and 1 as a number, at the digits its percentage would have. */
export const shareInWords = (share: number, side?: BoundSide): string => {
  if (!Number.isFinite(share)) return 'unknown';
  const percent = Number(percentFigure(share, side));
  return plainly(Number((percent / 100).toPrecision(12)), 15);
};

/** A rounded number without needless zeros and never in e-notation. */
const plainly = (value: number, decimals: number): string =>
  Math.abs(value) >= 1e-6 || value === 0
    ? String(value)
    : value.toFixed(decimals).replace(/0+$/u, '');

/** Grammatical number of units that are words. */
const singular: Readonly<Record<string, string>> = {
  days: 'day',
  years: 'year',
  hours: 'hour',
  points: 'point',
};

/** "1 year", "2 years", "60 ms"; the number as it is to be read. */
export const withUnit = (number: string, unit: string): string =>
  unit === '1' || unit === 'count'
    ? number
    : `${number} ${number === '1' || number === '-1' ? (singular[unit] ?? unit) : unit}`;

/** "1 event", "12 events". */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
