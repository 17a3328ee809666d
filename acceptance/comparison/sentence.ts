import type { ComparedCriterion, Interval } from '../../schemas/types/comparison.ts';
import { provenBy } from './verdict.ts';
import { inWords, percentFigure, withUnit, type BoundSide } from '../families/number-words.ts';

/** A value as a number without its unit; a bound is rounded away from what it would prove. */
export const figureIn = (value: number, unit: string, side?: BoundSide): string =>
  unit === '%' ? percentFigure(value / 100, side) : inWords(value, side);

/** A value with its unit. */
export const inUnit = (value: number | null, unit: string, side?: BoundSide): string =>
  value === null ? 'an unknown value' : withUnit(figureIn(value, unit, side), unit);

/** The proven distance of an interval from zero, never more than was proven. */
const proven = ({ lower, upper, unit }: Interval): string => {
  const least = Math.min(Math.abs(lower ?? 0), Math.abs(upper ?? 0));
  return inUnit(least, unit, 'lower');
};

const direction = ({ lower }: Interval): string =>
  lower !== null && lower > 0 ? 'higher' : 'lower';

type Told = Omit<ComparedCriterion, 'sentence'>;

const rangeOf = ({ lower, upper, unit }: Interval): string => {
  const [from, to] = [inUnit(lower, unit, 'lower'), inUnit(upper, unit, 'upper')];
  if (lower === null && upper === null) return 'the data bound the difference on neither side';
  if (lower === null) return `the difference may be anything up to ${to}`;
  if (upper === null) return `the difference may be anything from ${from}`;
  return `the difference may lie anywhere from ${from} to ${to}`;
};

const went = ({ title, baseline, candidate }: Told): string =>
  `${title} went from ${inUnit(baseline.value, baseline.unit)} to ${inUnit(candidate.value, candidate.unit)}`;

const tailOf = ({ beyond }: Told): string =>
  beyond === undefined
    ? ''
    : `; ${inUnit(beyond.baseline.estimate, '%')} of the events missed the limit before and ${inUnit(beyond.candidate.estimate, '%')} now`;

/** One plain sentence about what was compared. */
export const comparisonSentence = (told: Told, whom: string): string => {
  const { title, verdict, difference, beyond, reason, family, baseline, candidate } = told;
  if (verdict === 'error') return `${title} could not be compared: ${reason}.`;
  if (reason !== undefined) return `${went(told)}; nothing is proven: ${reason}.`;
  if (family === 'fact' || family === 'count') {
    return difference?.estimate === 0
      ? `${title} is ${inUnit(baseline.value, baseline.unit)} in both.`
      : `${went(told)}.`;
  }
  // A quantile may be proven better where the events beyond the limit are what decides.
  const byValue = difference !== undefined && provenBy(difference, told.better) === verdict;
  if (verdict !== 'no-proof' && byValue) {
    return `${went(told)}: at least ${proven(difference)} ${direction(difference)} in ${whom}${verdict === 'worse' ? tailOf(told) : ''}.`;
  }
  if (verdict === 'worse' && beyond) {
    return `${went(told)}${tailOf(told)}, and at least ${proven(beyond.difference)} more do in ${whom}.`;
  }
  if (difference?.lower === 0 && difference.upper === 0) {
    return `${title} was ${inUnit(candidate.value, candidate.unit)} in both, on every device alike; that proves nothing about other devices.`;
  }
  const range = difference ? rangeOf(difference) : 'the data bound no difference';
  return `${went(told)}; ${range}, so neither better nor worse is proven, nor that they are equal.`;
};
