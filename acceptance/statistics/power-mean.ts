import { noncentralTUpperTail } from './noncentral-t.ts';
import { normalQuantile } from './normal.ts';
import { skewAllowance } from './skewed-t.ts';
import { studentQuantile } from './student-t.ts';

/** Whether a mean is to be proven beyond a value on one side, or to differ from it on either. */
export type Sides = 'one-sided' | 'two-sided';

/** Chance that a one-sided t test passes whose statistic has that shift. */
export const powerOfT = (shift: number, df: number, confidence: number): number =>
  noncentralTUpperTail(studentQuantile(confidence, df), df, shift);

/**
 * Chance that a t test of n values shows their mean to lie beyond a value, where it lies `effect`
 * standard deviations beyond it. Source: noncentral t distribution, Johnson & Welch 1940.
 */
export const powerForMean = (
  effect: number,
  n: number,
  confidence: number,
  sides: Sides = 'one-sided',
): number => {
  const df = n - 1;
  const shift = effect * Math.sqrt(n);
  const tail = 1 - confidence;
  const critical = studentQuantile(1 - (sides === 'one-sided' ? tail : tail / 2), df);
  const above = noncentralTUpperTail(critical, df, shift);
  return sides === 'one-sided' ? above : above + noncentralTUpperTail(critical, df, -shift);
};

/**
 * Chance that the one-sided limit of a mean passes that lies farther off by what an assumed skewness
 * of the values may hide (see `skewAllowance`), where they are normal in truth.
 */
export const powerForSkewedMean = (
  effect: number,
  n: number,
  confidence: number,
  skewness: number,
): number => {
  const t = studentQuantile(confidence, n - 1);
  const critical = t + skewAllowance(t, skewness, n);
  return noncentralTUpperTail(critical, n - 1, effect * Math.sqrt(n));
};

/** More values than this are planned by the normal distribution, which is then as good. */
const EXACT_UP_TO = 1e6;

/**
 * Fewest values (at least two) whose t test proves the mean with the wanted power; null where the
 * true mean does not lie beyond the value at all.
 */
export const valuesForMean = (
  effect: number,
  confidence: number,
  power: number,
  sides: Sides = 'one-sided',
): number | null => {
  const distance = sides === 'one-sided' ? effect : Math.abs(effect);
  if (!(distance > 0) || !Number.isFinite(distance)) return distance === Infinity ? 2 : null;
  const tail = sides === 'one-sided' ? 1 - confidence : (1 - confidence) / 2;
  const z = normalQuantile(1 - tail) + normalQuantile(power);
  const about = Math.max(2, Math.ceil((Math.max(0, z) / distance) ** 2));
  if (about > EXACT_UP_TO) return about;
  return fewest((n) => powerForMean(distance, n, confidence, sides) >= power, about);
};

/** Fewest values, at least two, for which a rising condition holds, sought from `about` on. */
const fewest = (enough: (n: number) => boolean, about: number): number => {
  let high = about;
  while (!enough(high)) high *= 2;
  let low = 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
};

/** The same as `valuesForMean`, one-sided, for the limit of `powerForSkewedMean`. */
export const valuesForSkewedMean = (
  effect: number,
  confidence: number,
  power: number,
  skewness: number,
): number | null => {
  const plain = valuesForMean(effect, confidence, power);
  // Among so many values the allowance is nothing.
  if (plain === null || effect === Infinity || plain > EXACT_UP_TO) return plain;
  return fewest((n) => powerForSkewedMean(effect, n, confidence, skewness) >= power, plain);
};
