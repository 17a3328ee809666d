import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../documents/package-root.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { trendChart, verdictMark } from '../../reporters/charts/index.ts';
import { escapeText } from '../../reporters/charts/svg.ts';
import { fontFaces } from '../../reporters/fonts/embedded.ts';
import { spelledOut, spelledOutDocument } from '../../reporters/inert.ts';
import { moment } from '../../reporters/model/format.ts';
import { trendPicture, type TrendPoint, type TrendSeries } from '../../reporters/model/trend.ts';
import type { History } from '../../schemas/types/history.ts';
import { stateWord } from './words.ts';

type Suite = History['suites'][number];
type Run = Suite['runs'][number];

const sheets = ['theme', 'document', 'tables', 'charts', 'narrow', 'print'];

const own = `
main { padding-top: 24px; padding-bottom: 48px; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.35em 0.8em 0.35em 0; text-align: left; vertical-align: top; }
td, tbody th { border-top: 1px solid var(--grid); }
td b { color: var(--tone); font-weight: 600; }
h2.title { margin-top: 1.6em; }
h3 { margin: 1.6em 0 0.3em; font-size: 1em; }
.note { color: var(--muted); }
.scroll { overflow-x: auto; }
summary { cursor: pointer; color: var(--muted); }
`;

const cell = (text: string): string => `<td>${escapeText(text)}</td>`;
const heads = (names: readonly string[]): string =>
  `<thead><tr>${names.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>`;

const decisionCell = (run: Run): string => {
  const words = escapeText(stateWord(run));
  const frozen = run.frozen ? `, by the frozen limits ${escapeText(run.frozen.label)}` : '';
  const note = run.note === null ? '' : ` <span class="note">${escapeText(run.note)}</span>`;
  const tone = run.decision?.tone;
  const said = tone === undefined ? words : `<b class="tone-${tone}">${words}</b>`;
  return `<td>${said}${frozen}${note}</td>`;
};

const runRow = (run: Run): string =>
  `<tr><th scope="row">${escapeText(run.id)}</th>${decisionCell(run)}${cell(
    run.version === null ? '' : `v${run.version}`,
  )}${cell(run.build?.id ?? '')}${cell(run.origin ?? '')}${cell(
    run.started === null ? 'not known' : moment(run.started),
  )}</tr>`;

const pointRow = ({ run, outcome, words, origin, limit_changed, frozen }: TrendPoint): string => {
  const marks = `${limit_changed ? ' CHANGED' : ''}${frozen ? ' AMENDED' : ''}`;
  const verdict = `<td>${verdictMark(outcome)} ${words.outcome}</td>`;
  return `<tr><th scope="row">${escapeText(run)}</th>${verdict}${cell(`${words.limit}${marks}`)}${cell(words.value)}${cell(words.bound)}${cell(words.n)}${cell(origin)}</tr>`;
};

/** A table that nobody reads to its end is not sent along; the document has all of it. */
const mostRows = 100;

const olderNote = (points: number): string =>
  points > mostRows
    ? `<p class="note">${points - mostRows} older ones are in pilot history --json.</p>`
    : '';

const criterion = ({ runs }: Suite, series: TrendSeries): string => {
  const picture = trendPicture(runs, series);
  return `<section class="criterion"><h3>${escapeText(picture.title)}</h3>
<p>${escapeText(series.finding)}</p>
${trendChart(picture)}
<details><summary>Run by run</summary><div class="scroll"><table>${heads(['Run', 'Verdict', 'Limit', 'Value', 'Bound', 'n', 'Origin'])}<tbody>${series.points
    .slice(-mostRows)
    .toReversed()
    .map(pointRow)
    .join('')}</tbody></table></div>${olderNote(series.points.length)}</details></section>`;
};

const section = (
  suite: Suite,
): string => `<h2 class="title">${escapeText(suite.id || 'Suite not known')}</h2>
${suite.question === null ? '' : `<p>${escapeText(suite.question)}</p>`}
<div class="scroll"><table>${heads(['Run', 'Decision', 'Suite', 'Build', 'Origin', 'Started'])}<tbody>${suite.runs
  .toReversed()
  .map(runRow)
  .join('')}</tbody></table></div>
${suite.criteria.map((series) => criterion(suite, series)).join('\n')}`;

/** The history as one HTML document that needs no other file, no network and no script. */
export const historyPage = async (history: History): Promise<string> => {
  const folder = join(packageRoot(), 'reporters/templates/styles');
  const styles = await Promise.all(
    sheets.map((sheet) => readFile(join(folder, `${sheet}.css`), 'utf8')),
  );
  const { suites } = spelledOutDocument(history, (text) => spelledOut(text, () => true));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<meta name="color-scheme" content="light dark">
<title>History of pilots</title>
<style>
${fontFaces()}
${styles.join('')}${own}</style>
</head>
<body>
<main>
<h1>History of pilots</h1>
${suites.length === 0 ? '<p>No runs yet.</p>' : suites.map(section).join('\n')}
</main>
</body>
</html>
`;
};

/** Writes the page; resolves with where it lies. Throws FILE_UNWRITABLE. */
export const writeHistoryPage = async (history: History, file: string): Promise<string> => {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await historyPage(history));
    return file;
  } catch (cause) {
    throw new PilotError({
      code: 'FILE_UNWRITABLE',
      message: `${file} cannot be written: ${(cause as Error).message}`,
      hint: 'Name a file in a folder that can be written to.',
      where: { file },
      cause,
    });
  }
};
