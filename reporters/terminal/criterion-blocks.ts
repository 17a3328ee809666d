import type { CriterionRow, Forest } from '../../schemas/types/report-model.ts';
import { columnsOf, padEnd, wrap } from './columns.ts';
import { type Paint, verdictShapes } from './paint.ts';

/** Columns of the words before each line of a block. */
const margin = 2;
const labelled = 9;
/** More conditions than this are for the reports to list. */
const most = 12;

type Line = readonly [label: string, text: string | null];

const conditionLines = ({ rows }: Forest): Line[] => {
  const open = rows.filter(({ outcome }) => outcome !== 'pass');
  const listed = [...open, ...rows.filter(({ outcome }) => outcome === 'pass')].slice(0, most);
  const more = rows.length - listed.length;
  return [
    ...listed.map(({ label, outcome, word, estimate, text, n }): Line => [
      '',
      `${outcome === null ? '' : `${verdictShapes[outcome]} `}${label}: ${estimate === null ? word.toLowerCase() || 'nothing known' : text}, n ${n}`,
    ]),
    ...(more > 0 ? [['', `and ${more} more, all of them in the reports`] as const] : []),
  ];
};

const linesOf = (row: CriterionRow): Line[] => [
  ['why', row.outcome === 'pass' ? null : row.reason],
  ['next', row.outcome === 'pass' ? null : row.advice],
  ['waiver', row.waiver],
  ['bound', `${row.bound} (limit ${row.limit}); measured ${row.value}`],
  ['counted', row.share],
  ['sample', `${row.sample}; ${row.origin}`],
  ['method', row.method],
  ...row.procedure.map((text) => ['', text] as const),
  ['devices', row.device_line],
  ['beside', row.display.map(({ label, value }) => `${label} ${value}`).join('; ') || null],
  ['groups', row.groups === null ? null : 'each by itself, with its bounds'],
  ...(row.groups === null ? [] : conditionLines(row.groups)),
  ['slices', row.slices],
  ...(row.forest === null ? [] : conditionLines(row.forest)),
  ['warning', row.serial],
];

/** Text beside its label, or below it where the terminal is too narrow for both. */
const printed = ([label, text]: Line, width: number, paint: Paint): string[] => {
  if (text === null) return [];
  const head = ' '.repeat(margin) + paint('faint', padEnd(label, labelled));
  const [first = '', ...others] = wrap(text, width - margin - labelled);
  return [
    `${head}${first}`.trimEnd(),
    ...others.map((line) => ' '.repeat(margin + labelled) + line),
  ];
};

const blockOf = (row: CriterionRow, width: number, paint: Paint): string[] => {
  const verdict = `${verdictShapes[row.outcome]} ${row.word}`;
  const title = `${row.id}  ${row.expect}`;
  const head = `${paint(row.outcome, verdict)}  ${title}`;
  return [
    ...(columnsOf(`${verdict}  ${title}`) <= width
      ? [head]
      : [paint(row.outcome, verdict), ...wrap(title, width)]),
    ...wrap(row.sentence, width - margin).map((line) => ' '.repeat(margin) + line),
    ...linesOf(row).flatMap((line) => printed(line, width, paint)),
  ];
};

const legend =
  'Each criterion: the bound decides, at the stated confidence. Effective n is what the sample is worth, since events of one device resemble each other.';

/** What each criterion rests on: its sentence, bound, sample, method and whatever weakens it. */
export const criterionBlocks = (
  rows: readonly CriterionRow[],
  width: number,
  paint: Paint,
): string[] =>
  rows.length === 0
    ? []
    : [...wrap(legend, width), ...rows.flatMap((row) => ['', ...blockOf(row, width, paint)])];
