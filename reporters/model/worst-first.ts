import type { Verdict } from '../../schemas/types/report-model.ts';
import { severity } from './words.ts';

interface Judged {
  readonly outcome: Verdict;
  readonly required: boolean;
}

/** Worst verdict first, then the required ones, then as `among` says, else as the suite has them. */
export const worstFirst = <Row extends Judged>(
  rows: readonly Row[],
  among: (a: Row, b: Row) => number = () => 0,
): Row[] =>
  rows.toSorted(
    (a, b) =>
      severity[a.outcome] - severity[b.outcome] ||
      Number(b.required) - Number(a.required) ||
      among(a, b),
  );
