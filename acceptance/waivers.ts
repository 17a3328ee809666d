import type { AcceptanceRecord, Criterion } from '../schemas/types/record.ts';

const daysIn = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** Whether a text is a day that exists, `2026-11-22`. */
export const isCalendarDay = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
};

/** Whether a waiver stands for the criterion on that day. */
export const isWaived = ({ waiver }: Criterion, day: string): boolean =>
  waiver !== undefined && isCalendarDay(waiver.expires) && waiver.expires >= day;

/** What is waived, as conditions of a decision. */
export const conditionsOf = (
  waived: readonly Criterion[],
): AcceptanceRecord['decision']['conditions'] =>
  waived.flatMap(({ id, waiver }) => (waiver ? [{ criterion: id, ...waiver }] : []));
