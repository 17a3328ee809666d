import { spelledOut, spelledOutDocument } from '../../reporters/inert.ts';
import { columnsOf, indented, padEnd, wrap } from '../../reporters/terminal/columns.ts';
import { coloured, type Paint, uncoloured, verdictShapes } from '../../reporters/terminal/paint.ts';
import type { ComparedRun, Comparison } from '../../schemas/types/comparison.ts';
import { type ComparedRow, comparedRows } from '../../stages/compare/words.ts';
import { hasColour, print } from './streams.ts';

const heads = ['Verdict', 'Criterion', 'Baseline', 'Candidate', 'Difference', 'Limits', 'n', 'How'];

/** The colour and shape of each verdict are those of the outcome it is most like. */
const likes = {
  better: 'pass',
  worse: 'fail',
  'no-proof': 'inconclusive',
  error: 'error',
} as const;

const cellsOf = (row: ComparedRow): string[] => [
  `${verdictShapes[likes[row.verdict]]} ${row.word}`,
  row.id,
  row.baseline,
  row.candidate,
  row.difference,
  row.limits,
  row.n,
  row.how,
];

/** A table, or a line for each criterion where the terminal is too narrow for one. */
const tableOf = (rows: readonly ComparedRow[], width: number, paint: Paint): string[] => {
  const table = rows.map(cellsOf);
  const widths = heads.map((head, i) =>
    Math.max(columnsOf(head), ...table.map((row) => columnsOf(row[i] ?? ''))),
  );
  const colour = (row: ComparedRow, text: string): string => paint(likes[row.verdict], text);
  if (widths.reduce((sum, columns) => sum + columns + 2, -2) > width) {
    return rows.flatMap((row, i) => {
      const [verdict = '', id = '', before, after, difference, limits, n, how] = table[i]!;
      const text = `${before} to ${after}; difference ${difference} (${limits}); n ${n}, ${how}`;
      return [`${colour(row, verdict)} ${id}`, ...indented(text, width, 2)];
    });
  }
  const line = (cells: readonly string[]): string[] =>
    cells.map((cell, i) => padEnd(cell, widths[i] ?? 0));
  return [
    paint('faint', line(heads).join('  ').trimEnd()),
    ...rows.map((row, i) => {
      const [verdict = '', ...others] = line(table[i]!);
      return `${colour(row, verdict)}  ${others.join('  ')}`.trimEnd();
    }),
  ];
};

const named = ({ run, build, devices }: ComparedRun): string =>
  `${run}${build === null ? '' : `, build ${build.id}`}, ${devices.length} ${devices.length === 1 ? 'device' : 'devices'}`;

const blocksOf = (comparison: Comparison, width: number, paint: Paint): string[][] => {
  const { suite, baseline, candidate, differences, criteria, summary } = comparison;
  return [
    [
      ...wrap(`${suite.id} v${suite.version}: ${suite.question}`, width),
      ...indented(`Baseline: ${named(baseline)}`, width, 2),
      ...indented(`Candidate: ${named(candidate)}`, width, 2),
    ],
    differences.flatMap((sentence) => indented(`! ${sentence}`, width, 2)),
    tableOf(comparedRows(comparison), width, paint),
    criteria.flatMap(({ id, sentence }) => indented(`${id}: ${sentence}`, width, 2)),
    wrap(summary.sentence, width),
  ];
};

/** What changed from one run to another, as a person reads it, or as JSON. */
export const printComparison = (comparison: Comparison, json: boolean): void => {
  if (json) {
    print(JSON.stringify(comparison));
    return;
  }
  const shown = spelledOutDocument(comparison, (text) => spelledOut(text, () => true));
  const width = Math.max(40, process.stdout.columns ?? 100);
  const paint = hasColour(process.stdout) ? coloured : uncoloured;
  print(
    blocksOf(shown, width, paint)
      .filter((block) => block.length > 0)
      .map((block) => block.join('\n'))
      .join('\n\n'),
  );
};
