/** Which bound a number is; a bound in words never says more than was proven. */
export type BoundSide = 'lower' | 'upper';

/** `value` at so many decimals: a lower bound rounded down, an upper one up, others to the nearest. */
const rounded = (value: number, decimals: number, side?: BoundSide): number => {
  if (side === undefined) return Number(value.toFixed(decimals));
  const scaled = value * 10 ** decimals;
  // What arithmetic added behind the last shown digit is no reason to give a whole step away.
  const slack = 1e-9 * Math.max(1, Math.abs(scaled));
  const whole = side === 'lower' ? Math.floor(scaled + slack) : Math.ceil(scaled - slack);
  return Number((whole / 10 ** decimals).toFixed(decimals));
};

/** A number for a sentence: three significant digits, more where it is larger; never e-notation. */
export const inWords = (value: number, side?: BoundSide): string => {
  if (!Number.isFinite(value)) return 'unknown';
  const size = Math.abs(value);
  const small = size < 0.01 && size > 0;
  const digits = small ? 1 - Math.floor(Math.log10(size)) : size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return String(rounded(value, Math.min(digits, 15), side));
};

/**
 * A share between 0 and 1 as percent. Shares that end close to 100 % keep the digits that matter,
 * and rounding never turns a share into 100 % that is not.
 */
export const percentInWords = (share: number, side?: BoundSide): string => {
  const percent = share * 100;
  if (percent > 99 && percent < 100) return `${rounded(percent, 2, side ?? 'lower')} %`;
  return `${rounded(percent, 1, side)} %`;
};

/** "1 event", "12 events". */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
