import { nearest } from '../../documents/nearest.ts';
import { convert, dimensionOf, units, type Quantity } from '../../documents/units.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Fail, Written } from './grammar.ts';

/**
 * A limit in another unit of its dimension. Twelve significant digits are kept: converting must
 * not move a limit by a rounding error past a value that lies exactly on it.
 */
export const quantityIn = (quantity: Quantity, unit: string): number =>
  quantity.unit === unit ? quantity.value : Number(convert(quantity, unit).toPrecision(12));

/** A limit as people write it, by the unit a metric is declared in. */
const examples: Readonly<Record<string, string>> = {
  us: '60 ms',
  uJ: '500 uJ',
  J: '20 J',
  days: '365 days',
  B: '64 KiB',
  points: '2 points',
  '%': '85 %',
};

/** `number unit`, checked against what the metric measures. */
export const readLimit = (
  { number, unit }: Written,
  metric: MetricDeclaration,
  fail: Fail,
): Quantity => {
  const dimension = dimensionOf(unit.text);
  const wanted = dimensionOf(metric.unit);
  const example = `Write for example "${examples[metric.unit] ?? `10 ${metric.unit}`}".`;
  if (dimension === undefined) {
    const close = nearest(unit.text, Object.keys(units));
    const hint = close ? `Did you mean "${close}"?` : example;
    fail('UNIT_UNKNOWN', `"${unit.text}" is not a unit`, hint, unit);
  }
  if (dimension !== wanted) {
    const message = `${metric.id} is in ${wanted}, and "${number.text} ${unit.text}" is in ${dimension}`;
    fail('UNIT_MISMATCH', message, example, unit);
  }
  const value = Number(number.text);
  const tooMuch = wanted === 'share' && quantityIn({ value, unit: unit.text }, '%') > 100;
  const negative = value < 0 && wanted !== 'points';
  if (!Number.isFinite(value) || tooMuch || negative) {
    const hint = tooMuch ? 'A share is at most 100 %.' : 'Write a number that is not negative.';
    fail('LIMIT_RANGE', `${number.text} ${unit.text} is no limit of ${metric.id}`, hint, number);
  }
  return { value, unit: unit.text };
};
