import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { bannersOf } from './banners.ts';
import { nextSteps } from './next-steps.ts';

/** Characters a printed line of page one holds, from below. */
const width = 105;

/** Lines that stand free beside eight criteria of two lines each. */
const free = 5;

const linesOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Math.ceil(text.length / width), 0);

const block = (lines: number): number => (lines === 0 ? 0 : lines + 2);

/**
 * Criteria that page one has room for: eight, and fewer beside many conditions, moved limits,
 * banners or steps. It is one page, whatever a record holds.
 */
export const roomOf = (record: AcceptanceRecord): number => {
  const { amendments, business, decision, looks } = record;
  const taken =
    block(Math.min(3, amendments.length) * 2) +
    block(Math.min(4, decision.conditions.length)) +
    block(linesOf(nextSteps(record).slice(0, 5))) +
    Math.max(0, linesOf(bannersOf(record).map(({ kind, text }) => `${kind}. ${text}`)) - 3) +
    // That the case does not pay back stands above the figures.
    (business?.lasting_payback_months.base === null ? 3 : 0) +
    ((looks?.taken ?? 1) > 1 || decision.undeclared_look === true ? 2 : 0);
  return Math.max(3, Math.min(8, 8 - Math.ceil((taken - free) / 2)));
};
