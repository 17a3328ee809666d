import type { ReportModel } from '../../schemas/types/report-model.ts';
import { spelledOut, spelledOutDocument } from '../inert.ts';
import type { Reporter } from '../reporter.ts';
import { columnsOf, indented, wrap } from './columns.ts';
import { criteriaTable } from './criteria-table.ts';
import { coloured, type Paint, uncoloured } from './paint.ts';

export interface TerminalStyle {
  /** Whether to use colours; the caller honours NO_COLOR. */
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
}

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
const headline = (model: ReportModel, amended: string, columns: number, paint: Paint): string[] => {
  const label = `${model.decision.label}${amended}`;
  const about = `${model.run.suite}, run ${model.run.id}`;
  const shownLabel = `${paint(model.decision.tone, model.decision.label)}${amended}`;
  return columnsOf(label) + 2 + columnsOf(about) <= columns
    ? [`${shownLabel}  ${paint('faint', about)}`]
    : [shownLabel, ...wrap(about, columns)];
};

/** The decision and all criteria for a terminal; nothing from outside can command it. */
export const terminal = (model: ReportModel, { colour, width }: TerminalStyle): string => {
  const { record: _, ...rest } = model;
  const shown = spelledOutDocument(rest, (text) => spelledOut(text, () => true)) as ReportModel;
  const paint = colour ? coloured : uncoloured;
  const { decision, banners, conditions, next } = shown;
  const amended = model.record.amended ? '  AMENDED' : '';
  const columns = Math.max(40, width);
  const blocks = [
    [
      ...headline(shown, amended, columns, paint),
      ...wrap(decision.question, columns),
      ...wrap(decision.reason, columns),
      ...wrap(
        `${decision.attempt} ${shown.summary.tally}, at ${shown.confidence} confidence.`,
        columns,
      ),
      ...amendments(shown, columns),
      ...banners.flatMap(({ kind, text }) => indented(`! ${kind}. ${text}`, columns, 2)),
    ],
    criteriaTable(shown.criteria, columns, paint),
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
  render: (model) => terminal(model, { colour: false, width: 100 }),
};
