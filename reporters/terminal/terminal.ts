import type { CriterionRow, ReportModel } from '../../schemas/types/report-model.ts';
import { spelledOut, spelledOutDocument } from '../inert.ts';
import type { Reporter } from '../reporter.ts';
import { columnsOf, indented, wrap } from './columns.ts';
import { bareTable, criteriaTable } from './criteria-table.ts';
import { criterionBlocks } from './criterion-blocks.ts';
import { coloured, type Paint, uncoloured } from './paint.ts';

export interface TerminalStyle {
  /** Whether to use colours; the caller honours NO_COLOR. */
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
  /** Criteria as a table, or each with what it rests on below it. */
  readonly criteria: 'table' | 'explained';
}

/** The table of a run, or the table and below it what each criterion rests on. */
const criteriaBlocks: Readonly<
  Record<
    TerminalStyle['criteria'],
    (rows: readonly CriterionRow[], width: number, paint: Paint) => string[][]
  >
> = {
  table: (rows, width, paint) => [criteriaTable(rows, width, paint)],
  explained: (rows, width, paint) => [
    bareTable(rows, width, paint),
    criterionBlocks(rows, width, paint),
  ],
};

const amendments = (model: ReportModel, width: number): string[] =>
  model.amendments.flatMap(({ criterion, from, to, by, why }) =>
    indented(`AMENDED ${criterion}: frozen "${from}", judged by "${to}" (${by}: ${why})`, width, 2),
  );

const figures = (model: ReportModel, width: number): string[] =>
  model.figures.flatMap(({ label, value, range, parts, not_proven }) => {
    const split = parts.map((part) => `${part.label.toLowerCase()} ${part.value}`).join(', ');
    const all = [range, split, not_proven?.toUpperCase() ?? '']
      .filter((part) => part !== '')
      .join('; ');
    return indented(`${label}: ${value} (${all})`, width, 2);
  });

/** The decision and what it is about, on one line where both fit. */
const headline = (model: ReportModel, columns: number, paint: Paint): string[] => {
  const marks = model.decision.marks.map((mark) => `  ${mark}`).join('');
  const label = `${model.decision.label}${marks}`;
  const about = `${model.run.suite}, run ${model.run.id}`;
  const shownLabel = `${paint(model.decision.tone, model.decision.label)}${marks}`;
  return columnsOf(label) + 2 + columnsOf(about) <= columns
    ? [`${shownLabel}  ${paint('faint', about)}`]
    : [
        ...(columnsOf(label) <= columns ? [shownLabel] : wrap(label, columns)),
        ...wrap(about, columns),
      ];
};

/** The decision and all criteria for a terminal; nothing from outside can command it. */
export const terminal = (
  model: ReportModel,
  { colour, width, criteria }: TerminalStyle,
): string => {
  const { record: _, ...rest } = model;
  const shown = spelledOutDocument(rest, (text) => spelledOut(text, () => true)) as ReportModel;
  const paint = colour ? coloured : uncoloured;
  const { decision, banners, conditions, next } = shown;
  const columns = Math.max(40, width);
  const blocks = [
    [
      ...headline(shown, columns, paint),
      ...wrap(decision.question, columns),
      ...wrap(decision.reason, columns),
      ...wrap(
        `${decision.attempt} ${shown.summary.tally}, at ${shown.confidence} confidence.`,
        columns,
      ),
      ...(shown.looks === null ? [] : indented(`! ${shown.looks}`, columns, 2)),
      ...amendments(shown, columns),
      ...banners.flatMap(({ kind, text }) => indented(`! ${kind}. ${text}`, columns, 2)),
    ],
    ...criteriaBlocks[criteria](shown.criteria, columns, paint),
    conditions.flatMap(({ criterion, reason, owner, expires }) =>
      indented(`Condition: ${criterion}, ${reason} (${owner}, until ${expires})`, columns, 2),
    ),
    next.flatMap((step) => indented(`Next: ${step}`, columns, 2)),
    figures(shown, columns),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
};

/** The same as a plain text file, in 100 columns. */
export const text: Reporter = {
  id: 'text',
  file: 'report.txt',
  render: (model) => terminal(model, { colour: false, width: 100, criteria: 'explained' }),
};
