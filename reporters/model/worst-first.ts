import type { CriterionRow } from '../../schemas/types/report-model.ts';
import { severity } from './words.ts';

/** Worst verdict first, then the required ones, then as the suite has them. */
export const worstFirst = (rows: readonly CriterionRow[]): CriterionRow[] =>
  rows.toSorted(
    (a, b) => severity[a.outcome] - severity[b.outcome] || Number(b.required) - Number(a.required),
  );
