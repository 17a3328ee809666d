import type { CriterionRow } from '../schemas/types/report-model.ts';

/** Everything said about a criterion, a line each, for readers of a CI's page. */
export const account = (row: CriterionRow): string =>
  [
    row.sentence,
    row.reason && `Why: ${row.reason}`,
    row.advice && `What would decide it: ${row.advice}`,
    row.waiver,
    row.required ? null : 'Not required for the decision.',
    `Limit ${row.limit}; ${row.value}, ${row.bound}; ${row.sample}; ${row.origin}, reported by the ${row.reporter}.`,
    `Method: ${row.method}.`,
    ...row.procedure,
    row.serial,
    row.display.length > 0 &&
      `Beside it: ${row.display.map(({ label, value }) => `${label} ${value}`).join('; ')}.`,
    row.slices && `Conditions: ${row.slices}.`,
    row.device_line,
  ]
    .filter((line) => line)
    .join('\n');
