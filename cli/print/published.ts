import type { IngestedPublished } from '../../stages/ingest/mlperf-tiny.ts';
import { spelledOut } from '../../reporters/inert.ts';

type Figure = IngestedPublished['ingested']['published'][number];

const names: Readonly<Record<string, string>> = {
  'median-throughput': 'median throughput',
  'median-energy': 'median energy of an inference',
  'top-1': 'top-1',
  auc: 'area under the ROC curve',
  runtime: 'length',
  throughput: 'throughput',
  energy: 'energy of an inference',
};

/** Names of files and devices are others' text, and a terminal obeys what it is sent. */
const inert = (text: string): string => spelledOut(text, () => true);

const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0;

/** The recomputed value at the digits that were printed, or at four where none were. */
const shown = (value: number | null, printed: string | undefined): string => {
  if (value === null) return 'not known';
  return value.toFixed(printed === undefined ? 4 : Math.min(6, decimalsOf(printed)));
};

const verdictOf = ({ agrees }: Pick<Figure, 'agrees'>): string =>
  agrees === null ? 'no raw values' : agrees ? 'agrees' : 'DIFFERS';

const row = (cells: readonly string[], widths: readonly number[]): string =>
  `  ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd();

const labelOf = (figure: string, window?: number): string =>
  `${names[figure] ?? figure}${window === undefined ? '' : ` of window ${window}`}`;

/** Figures of the whole run, and those of windows only where they differ. */
const rowsOf = ({ ingested, headline }: IngestedPublished): string[][] => {
  const told = ingested.published.filter(
    ({ window, agrees }) => window === undefined || agrees === false,
  );
  const silent = headline.filter(
    ({ figure, recomputed }) =>
      !told.some((one) => one.figure === figure && one.recomputed === recomputed),
  );
  return [
    ...told.map((one) => [
      labelOf(one.figure, one.window),
      one.printed,
      shown(one.recomputed, one.printed),
      one.unit === '1' ? '' : one.unit,
      verdictOf(one),
      `${one.file}${one.line === undefined ? '' : `:${one.line}`}`,
    ]),
    ...silent.map(({ figure, unit, recomputed }) => [
      labelOf(figure),
      '-',
      shown(recomputed, undefined),
      unit === '1' ? '' : unit,
      'not printed',
      '',
    ]),
  ];
};

/** Published figures beside what their raw values come to, and where the truth comes from. */
export const printPublished = (
  published: IngestedPublished,
  print: (line: string) => void,
): void => {
  const rows = [['figure', 'published', 'recomputed', 'unit', '', ''], ...rowsOf(published)];
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((cells) => cells[i]!.length)));
  const { ingested } = published;
  const windows = ingested.published.filter(({ window }) => window !== undefined);
  const agreeing = windows.filter(({ agrees }) => agrees).length;
  print('Published figures, and what their raw values come to');
  for (const cells of rows) print(inert(row(cells, widths)));
  if (windows.length > 0)
    print(`  ${agreeing} of ${windows.length} figures of single windows agree`);
  print(inert(`Right answers from: ${ingested.truth}`));
  for (const note of ingested.notes) print(inert(`Note: ${note}`));
  for (const { path, kind, sha256 } of ingested.sources) {
    if (kind !== 'other') print(inert(`${sha256.slice(0, 16)}  ${path}`));
  }
  print('');
};
