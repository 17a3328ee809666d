import { noncentralTUpperTail } from './noncentral-t.ts';
import { normalQuantile } from './normal.ts';
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
  const enough = (n: number): boolean => powerForMean(distance, n, confidence, sides) >= power;
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
