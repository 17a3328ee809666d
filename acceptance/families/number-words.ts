/** A number for a sentence: three significant digits, more where it is larger; never e-notation. */
export const inWords = (value: number): string => {
  if (!Number.isFinite(value)) return 'unknown';
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const rounded = size < 0.01 && size > 0 ? value.toPrecision(2) : value.toFixed(digits);
  return String(Number(rounded));
};

/**
 * A share between 0 and 1 as percent. Shares that end close to 100 % keep the digits that matter,
 * and rounding never turns a share into 100 % that is not.
 */
export const percentInWords = (share: number): string => {
  const percent = share * 100;
  if (percent > 99 && percent < 100)
    return `${Number((Math.floor(percent * 100) / 100).toFixed(2))} %`;
  return `${Number(percent.toFixed(1))} %`;
};

/** "1 event", "12 events". */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
