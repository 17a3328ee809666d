import { relative } from 'node:path';
import { spelledOut, spelledOutDocument } from '../../reporters/inert.ts';
import { moment } from '../../reporters/model/format.ts';
import { columnsOf, indented, padEnd, wrap } from '../../reporters/terminal/columns.ts';
import { coloured, type Paint, uncoloured, verdictShapes } from '../../reporters/terminal/paint.ts';
import type { History } from '../../schemas/types/history.ts';
import { criterionOf, type Trend } from '../../stages/history.ts';
import { stateWord } from '../../reporters/history/state-word.ts';
import { hasColour, print, printError } from './streams.ts';

type Suite = History['suites'][number];
type Run = Suite['runs'][number];

/** A row of cells, the one that is coloured, and what stands below it. */
interface Row {
  readonly cells: readonly string[];
  readonly colour: Parameters<Paint>[0];
  readonly below?: string;
}

/** Columns as wide as they need be; where the terminal is too narrow, one line after another. */
const tableOf = (
  heads: readonly string[],
  rows: readonly Row[],
  at: number,
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string[] => {
  const widths = heads.map((head, i) =>
    Math.max(columnsOf(head), ...rows.map(({ cells }) => columnsOf(cells[i] ?? ''))),
  );
  const fits = widths.reduce((sum, columns) => sum + columns + 2, -2) <= width;
  const dressed = ({ cells, colour }: Row): string =>
    cells
      .map((cell, i) => {
        const text = fits && i < cells.length - 1 ? padEnd(cell, widths[i] ?? 0) : cell;
        return i === at ? paint(colour, text) : text;
      })
      .filter((text) => fits || text !== '')
      .join('  ')
      .trimEnd();
  const head = heads
    .map((text, i) => padEnd(text, widths[i] ?? 0))
    .join('  ')
    .trimEnd();
  return [
    ...(fits ? [paint('faint', head)] : []),
    ...rows.flatMap((row) => [
      dressed(row),
      ...(row.below === undefined ? [] : indented(row.below, width, 4)),
    ]),
  ];
};

const belowOf = ({ note, frozen }: Run): { below?: string } => {
  if (note !== null) return { below: note };
  return frozen ? { below: `by the frozen limits ${frozen.label}` } : {};
};

const rowOf = (run: Run): Row => ({
  cells: [
    run.started === null ? 'not known' : moment(run.started),
    stateWord(run),
    run.version === null ? '' : `v${run.version}`,
    run.build?.id ?? '',
    run.origin ?? '',
    run.attempt === null ? '' : String(run.attempt),
    run.id,
  ],
  colour: run.decision?.tone ?? 'faint',
  ...belowOf(run),
});

const runHeads = ['Started', 'Decision', 'Suite', 'Build', 'Origin', 'Attempt', 'Run'];

interface Style {
  readonly width: number;
  readonly paint: Paint;
}

const suiteBlock = ({ id, question, runs }: Suite, style: Style): string =>
  [
    ...wrap(`${id || 'Suite not known'}${question === null ? '' : `: ${question}`}`, style.width),
    ...tableOf(runHeads, runs.map(rowOf), 1, style),
  ].join('\n');

const sparks = '▁▂▃▄▅▆▇█';

/** Values as bars between the least and the most; a gap where there is none. */
const sparkOf = (values: readonly (number | null)[]): string => {
  const known = values.filter((value) => value !== null);
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  const bar = (value: number): string =>
    sparks[span === 0 ? 3 : Math.round(((value - least) / span) * (sparks.length - 1))] ?? '';
  return values.map((value) => (value === null ? '·' : bar(value))).join('');
};

const trendHeads = ['Verdict', 'Value', 'Bound', 'Limit', 'n', 'Origin', 'Run'];

const trendBlock = ({ suite, series }: Trend, style: Style): string => {
  const rows = series.points.map(({ run, outcome, words, origin, limit_changed, frozen }): Row => ({
    cells: [
      `${verdictShapes[outcome]} ${words.outcome}`,
      words.value,
      words.bound,
      `${words.limit}${limit_changed ? ' (changed)' : ''}${frozen ? ` (AMENDED; ${frozen.words})` : ''}`,
      words.n,
      origin,
      run,
    ],
    colour: outcome,
  }));
  const last = series.points.slice(-(style.width - 10));
  const lines = [
    `values  ${sparkOf(last.map(({ estimate }) => estimate))}`,
    `limits  ${sparkOf(last.map(({ limit }) => limit))}`,
    `        ${last.map(({ outcome }) => style.paint(outcome, verdictShapes[outcome])).join('')}`,
  ];
  return [
    ...wrap(`${suite.id}, ${series.key}: ${series.finding}`, style.width),
    ...lines,
    ...tableOf(trendHeads, rows, 0, style),
  ].join('\n');
};

/** Every run, or the trend of a criterion, as a person reads it; or the document. */
export const printHistory = (
  history: History,
  { json, criterion }: { readonly json: boolean; readonly criterion: string | undefined },
): void => {
  if (json) {
    print(JSON.stringify(history));
    return;
  }
  const shown = spelledOutDocument(history, (text) => spelledOut(text, () => true));
  const style = {
    width: Math.max(40, process.stdout.columns ?? 100),
    paint: hasColour(process.stdout) ? coloured : uncoloured,
  };
  const blocks =
    criterion === undefined
      ? shown.suites.map((suite) => suiteBlock(suite, style))
      : criterionOf(shown, criterion).map((trend) => trendBlock(trend, style));
  print(blocks.length === 0 ? 'No runs yet; pilot run SUITE makes one.' : blocks.join('\n\n'));
};

/** Says where a page was written, on stderr: stdout is the history's. */
export const printWritten = (file: string): void => {
  printError(`html   ${relative(process.cwd(), file) || file}`);
};
