import type { Interval } from '../../schemas/types/record.ts';
import { quantityIn } from '../criterion/limit.ts';
import type { Bounds } from '../families/family.ts';

/** Turns a value of the metric's unit into the limit's; what is no number stays unknown. */
export type InLimitUnit = (value: number | null) => number | null;

/** Values are shown in the unit the limit is written in, so that a reader can compare them. */
export const toUnit =
  (from: string, to: string): InLimitUnit =>
  (value) =>
    value === null || !Number.isFinite(value) ? null : quantityIn({ value, unit: from }, to);

/** A share as percent. */
export const percent: InLimitUnit = (share) => (share === null ? null : share * 100);

/** Bounds as the record holds them. */
export const intervalOf = (
  bounds: Bounds,
  unit: string,
  decisive: 'lower' | 'upper',
  convert: InLimitUnit,
): Interval => ({
  estimate: { value: convert(bounds.estimate), unit },
  lower: { value: convert(bounds.lower), unit },
  upper: { value: convert(bounds.upper), unit },
  decisive,
});
