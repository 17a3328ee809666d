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
  '/day': '2 /day',
  '/s': '10 /s',
  count: '5',
  '%': '85 %',
  '1': '0.9',
};

/**
 * `number [ unit ]`, checked against what the metric measures; a bare number is a share of 1, or a
 * count. The limit of a change is in the metric's unit, in points where that is a share, and may be negative.
 */
export const readLimit = (
  { number, unit: written }: Written,
  metric: MetricDeclaration,
  change: boolean,
  fail: Fail,
): Quantity => {
  const own = change && dimensionOf(metric.unit) === 'share' ? 'points' : metric.unit;
  const wanted = dimensionOf(own);
  const example = `Write for example "${examples[own] ?? `10 ${own}`}".`;
  if (!written && wanted !== 'share' && wanted !== 'count') {
    const end = { offset: number.offset + number.length, length: 0 };
    fail('CRITERION_SYNTAX', 'the end stands where a unit must', example, end);
  }
  const unit = written ?? { ...number, text: wanted === 'count' ? 'count' : '1' };
  const dimension = dimensionOf(unit.text);
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
  const negative = value < 0 && wanted !== 'points' && !change;
  if (!Number.isFinite(value) || tooMuch || negative) {
    const hint = tooMuch ? 'A share is at most 100 %.' : 'Write a number that is not negative.';
    fail('LIMIT_RANGE', `${number.text} ${unit.text} is no limit of ${metric.id}`, hint, number);
  }
  return { value, unit: unit.text };
};
