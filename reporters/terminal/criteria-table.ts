import type { CriterionRow } from '../../schemas/types/report-model.ts';
import { columnsOf, indented, padEnd, padStart } from './columns.ts';
import { type Paint, verdictShapes } from './paint.ts';

const heads = ['Verdict', 'Criterion', 'Limit', 'Value', 'Bound', 'n', 'Origin'] as const;
const numeric = 5;

const cells = (row: CriterionRow): string[] => [
  `${verdictShapes[row.outcome]} ${row.word}`,
  row.id,
  row.limit,
  row.value,
  row.bound,
  row.n,
  row.origin,
];

/** What a row cannot hold: why it is no pass, what would decide it, its conditions. */
const remarks = (row: CriterionRow): string[] =>
  row.outcome === 'pass'
    ? []
    : [row.reason ?? row.sentence, row.slices, row.waiver, row.advice].filter(
        (remark) => remark !== null,
      );

const listed = (row: CriterionRow, width: number, paint: Paint): string[] => [
  `${paint(row.outcome, `${verdictShapes[row.outcome]} ${row.word}`)} ${row.id}`,
  ...indented(
    `${row.value}, ${row.bound}; limit ${row.limit}; n ${row.n}, ${row.origin}`,
    width,
    2,
  ),
];

/** Each row of the table, its head first, or null where the terminal is too narrow for it. */
const tableRows = (rows: readonly CriterionRow[], width: number, paint: Paint): string[] | null => {
  const table = rows.map(cells);
  const widths = heads.map((head, column) =>
    Math.max(columnsOf(head), ...table.map((row) => columnsOf(row[column] ?? ''))),
  );
  if (widths.reduce((sum, columns) => sum + columns + 2, -2) > width) return null;
  const line = (row: readonly string[]): string[] =>
    row.map((cell, column) => (column === numeric ? padStart : padEnd)(cell, widths[column] ?? 0));
  const body = rows.map((row, index) => {
    const [verdict = '', ...others] = line(table[index] ?? []);
    return `${paint(row.outcome, verdict)}  ${others.join('  ')}`.trimEnd();
  });
  return [paint('faint', line(heads).join('  ').trimEnd()), ...body];
};

/** All criteria as a table and nothing else, or as a list where the terminal is too narrow. */
export const bareTable = (rows: readonly CriterionRow[], width: number, paint: Paint): string[] =>
  tableRows(rows, width, paint) ?? rows.flatMap((row) => listed(row, width, paint));

/** All criteria with what keeps them from a pass: a table, or a list where it is too narrow. */
export const criteriaTable = (
  rows: readonly CriterionRow[],
  width: number,
  paint: Paint,
): string[] => {
  const [head, ...body] = tableRows(rows, width, paint) ?? [];
  return [
    ...(head === undefined ? [] : [head]),
    ...rows.flatMap((row, index) => [
      ...(head === undefined ? listed(row, width, paint) : [body[index] ?? '']),
      ...remarks(row).flatMap((remark) => indented(remark, width, 4)),
    ]),
  ];
};
