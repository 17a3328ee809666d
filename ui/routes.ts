import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openRun, type RunFolder, runFiles } from '../evidence/run-folder.ts';
import { buildReportModel, type RenderOptions, reporters } from '../reporters/index.ts';
import type { ReportModel } from '../schemas/types/report-model.ts';
import { compare } from '../stages/compare.ts';
import { comparedRows } from '../stages/compare/words.ts';
import type { RunHistory } from '../stages/history.ts';
import { recordDigest } from '../stages/judge.ts';
import { type Answer, framedPolicy, inert, json, refusal } from './answer.ts';
import { assetAt } from './assets.ts';

/** Whose runs are shown, and how their reports look. */
export interface Shown {
  readonly history: RunHistory;
  readonly look: RenderOptions['look'];
}

const notFound = (what: string): Error =>
  refusal('NOT_FOUND', `There is no ${what} here`, 'The list of runs is at /.');

/** A run by its id in the list; a path in its place is none. */
const runOf = async (history: RunHistory, id: string): Promise<RunFolder> => {
  const path = await history.pathOf(id);
  if (path === undefined || !existsSync(path)) throw notFound('run of that name');
  return openRun(path);
};

const modelOf = async (run: RunFolder): Promise<ReportModel> =>
  buildReportModel(await run.record(), { digest: await recordDigest(run) });

/** A run's place in the list, and its report model where it is judged. */
const runAnswer = async (history: RunHistory, id: string): Promise<Answer> => {
  const { suites } = await history.read();
  for (const { id: suite, runs } of suites) {
    const run = runs.find((one) => one.id === id);
    if (!run) continue;
    if (run.state !== 'judged') return json(inert({ suite, run, model: null, pdf: false }));
    const folder = await runOf(history, id);
    const pdf = existsSync(folder.file(runFiles.reports, reporters.pdf.file));
    return json(inert({ suite, run, model: await modelOf(folder), pdf }));
  }
  throw notFound('run of that name');
};

const compareAnswer = async (history: RunHistory, query: URLSearchParams): Promise<Answer> => {
  const [base, cand] = ['base', 'cand'].map((name) => query.get(name) ?? '');
  const comparison = await compare(
    await runOf(history, base ?? ''),
    await runOf(history, cand ?? ''),
  );
  return json(inert({ comparison, rows: comparedRows(comparison) }));
};

/** The report as the record on disk gives it now, whatever was written beside it. */
const reportAnswer = async ({ history, look }: Shown, id: string): Promise<Answer> => {
  const run = await runOf(history, id);
  const body = await reporters.html.render(await modelOf(run), { look });
  return { type: 'text/html; charset=utf-8', body, policy: framedPolicy };
};

const pdfAnswer = async (history: RunHistory, id: string): Promise<Answer> => {
  const run = await runOf(history, id);
  const file = run.file(runFiles.reports, reporters.pdf.file);
  if (!existsSync(file)) throw notFound('PDF of that run');
  return {
    type: 'application/pdf',
    body: await readFile(file),
    headers: { 'Content-Disposition': 'inline; filename="report.pdf"' },
  };
};

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound('such address');
  }
};

/** Answers a path and query of this server; throws a refusal where it names nothing. */
export const answerTo = async (
  shown: Shown,
  path: string,
  query: URLSearchParams,
): Promise<Answer> => {
  const { history } = shown;
  const asset = await assetAt(path);
  if (asset) return asset;
  const [first = '', second = '', third = '', ...rest] = path.slice(1).split('/');
  if (first === 'api' && rest.length === 0) {
    if (second === 'history' && third === '') {
      return json(inert(await history.read(query.get('suite') ?? undefined)));
    }
    if (second === 'compare' && third === '') return compareAnswer(history, query);
    if (second === 'runs' && third !== '') return runAnswer(history, decoded(third));
  }
  if (first === 'runs') {
    const tail = [third, ...rest].join('/');
    if (tail === 'report') return reportAnswer(shown, decoded(second));
    if (tail === 'files/report.pdf') return pdfAnswer(history, decoded(second));
  }
  throw notFound('such address');
};
