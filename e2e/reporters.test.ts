import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { rehearsalGo } from '../fixtures/records/variants.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { buildReportModel } from '../reporters/index.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import type { ReportModel } from '../schemas/types/report-model.ts';
import { type Ended, pilot } from './pilot.ts';

const kinds = ['html', 'pdf', 'markdown', 'text', 'junit', 'csv', 'ctrf', 'json'] as const;
type Kind = (typeof kinds)[number];
type Outputs = Readonly<Record<Kind, string>>;

/** A judged run folder around a record. */
const runOf = async (record: AcceptanceRecord): Promise<string> => {
  const run = join(await scratchFolder(), 'run');
  await mkdir(join(run, 'inputs'), { recursive: true });
  await writeFile(join(run, 'inputs/plan.json'), '{}\n');
  await writeFile(join(run, 'record.json'), `${JSON.stringify(record, null, 2)}\n`);
  return run;
};

const decoded = (text: string): string =>
  text
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/giu, (_, hex: string, decimal: string) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** Lines of print break where they must; nothing of what is compared depends on spaces. */
const squashed = (text: string): string => text.replace(/\s+/gu, '');

const readers: Readonly<Record<Kind, (file: string) => string>> = {
  html: (file) =>
    decoded(
      readFileSync(file, 'utf8')
        .replace(/<(style|script)\b[\s\S]*?<\/\1>/gu, '')
        .replace(/<[^>]*>/gu, ' '),
    ),
  pdf: (file) => execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }),
  markdown: (file) => decoded(readFileSync(file, 'utf8')),
  text: (file) => readFileSync(file, 'utf8'),
  junit: (file) => decoded(readFileSync(file, 'utf8')),
  csv: (file) => readFileSync(file, 'utf8'),
  ctrf: (file) => readFileSync(file, 'utf8'),
  json: (file) => readFileSync(file, 'utf8'),
};

/** What `pilot report` writes for a record, as its readers see it. */
const outputsOf = async (record: AcceptanceRecord): Promise<Outputs> => {
  const run = await runOf(record);
  const file = (kind: Kind): string => join(run, `out.${kind}`);
  const { code, stderr } = await pilot([
    'report',
    run,
    ...kinds.flatMap((kind) => ['--reporter', `${kind}=${file(kind)}`]),
  ]);
  expect(code, stderr).toBe(0);
  return Object.fromEntries(kinds.map((kind) => [kind, readers[kind](file(kind))])) as Outputs;
};

const lacking = (text: string, words: readonly string[]): string[] => {
  const all = squashed(text);
  return words.filter((word) => !all.includes(squashed(word)));
};

const figuresOf = ({ figures }: ReportModel): string[] =>
  figures.flatMap(({ value, range, parts }) => [value, range, ...parts.map((part) => part.value)]);

describe('outputs of one record', () => {
  const record = rehearsalGo();
  const model = buildReportModel(record);
  let outputs: Outputs;

  beforeAll(async () => {
    outputs = await outputsOf(record);
  }, 120_000);

  test.each(['html', 'pdf', 'markdown', 'text'] as const)(
    '%s has page one and all criteria',
    (kind) => {
      const rows = model.criteria.flatMap((row) => [
        row.id,
        row.limit,
        row.value,
        row.bound,
        row.word,
      ]);
      const { decision, summary } = model;
      expect(
        lacking(outputs[kind], [
          decision.label,
          decision.reason,
          summary.tally,
          ...figuresOf(model),
          ...rows,
        ]),
      ).toEqual([]);
    },
  );

  test('limit, value, bound and verdict of a criterion stand in one row', () => {
    const rowsOf = {
      markdown: outputs.markdown.split('\n').filter((line) => line.startsWith('| ')),
      text: outputs.text.split('\n'),
      junit: outputs.junit.split('<testcase').slice(1),
    };
    for (const [kind, rows] of Object.entries(rowsOf)) {
      for (const { id, limit, value, bound, word, n } of model.criteria) {
        const row = rows.find((line) => line.includes(id) && line.includes(limit)) ?? '';
        const verdict = kind === 'junit' ? word.toLowerCase() : word;
        expect(lacking(row, [limit, value, bound, verdict, n]), `${kind} ${id}`).toEqual([]);
      }
    }
  });

  test('csv, ctrf and json carry the numbers of the record', () => {
    expect(JSON.parse(outputs.json)).toEqual(record);
    const rows: Record<string, string>[] = parse(outputs.csv, { columns: true });
    const { tests } = (JSON.parse(outputs.ctrf) as { results: { tests: any[] } }).results;
    for (const [index, { id, limit, result, n, outcome }] of record.criteria.entries()) {
      const row = rows.find((each) => each['id'] === id && each['slice'] === '');
      expect([row?.['limit'], row?.['estimate'], row?.['n'], row?.['outcome']]).toEqual([
        String(limit.value),
        String(result?.estimate.value),
        String(n),
        outcome,
      ]);
      expect(tests[index].extra.numbers).toMatchObject({ limit, ...result, n });
    }
  });

  test('a number of the record, once changed, is changed in every output that shows it', async () => {
    const edited = structuredClone(record);
    const index = edited.criteria.findIndex(({ id }) => id === 'NET-1');
    const criterion = edited.criteria[index]!;
    criterion.result!.estimate.value = 2.37;
    edited.business!.investment.base = 68_123;
    const changed = await outputsOf(edited);
    const now = buildReportModel(edited);
    const worded = [
      [model.criteria[index]!.value, now.criteria[index]!.value],
      [model.figures[0]!.value, now.figures[0]!.value],
    ] as const;
    expect(worded).toEqual([
      ['2.30 kB', '2.37 kB'],
      ['EUR 68,000', 'EUR 68,123'],
    ]);
    for (const kind of ['html', 'pdf', 'markdown', 'text'] as const) {
      for (const [before, after] of worded) {
        expect(lacking(changed[kind], [before, after]), kind).toEqual([before]);
      }
    }
    expect(lacking(changed.junit, ['2.30 kB', '2.37 kB'])).toEqual(['2.30 kB']);
    expect(lacking(changed.ctrf, ['2.30 kB', '2.37 kB'])).toEqual(['2.30 kB']);
    for (const kind of ['csv', 'ctrf', 'json'] as const) {
      expect(changed[kind]).not.toBe(outputs[kind]);
      expect(changed[kind]).toContain('2.37');
    }
    expect(changed.json).toContain('68123');
  }, 120_000);
});

describe('where reports are written', () => {
  let run: string;
  const report = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    pilot(['report', run, ...args], { env: { GITHUB_STEP_SUMMARY: '', ...env } });

  beforeAll(async () => {
    run = await runOf(rehearsalGo());
  });

  test('with a report on standard output everything else is on standard error', async () => {
    const { code, stdout, stderr } = await report(['--reporter', 'json=-', '--reporter', 'csv']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(rehearsalGo());
    expect(stderr).toContain('REHEARSAL GO');
    expect(stderr).toMatch(/csv +.*criteria\.csv/u);
  });

  test('a PDF goes through a pipe as it is', async () => {
    const { code, stdout } = await report(['--reporter', 'pdf=-']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^%PDF-1\.\d/u);
    expect(stdout.trimEnd()).toMatch(/%%EOF$/u);
  }, 60_000);

  test('annotations on standard output, the report on the summary page below what is there', async () => {
    const page = join(await scratchFolder(), 'summary.md');
    await writeFile(page, '# Build\n');
    const env = { GITHUB_STEP_SUMMARY: page, GITHUB_ACTIONS: 'true' };
    const { code, stdout } = await report(['--reporter', 'github'], env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^::notice title=REHEARSAL GO::.*\n$/u);
    expect(await readFile(page, 'utf8')).toMatch(/^# Build\n\n\n# May /u);
    const elsewhere = await report(['--reporter', 'github']);
    expect(elsewhere.stdout).toBe(stdout);
  });

  test.each([
    [['--reporter', 'markdown=-', '--reporter', 'csv=-'], 'Standard output holds one thing'],
    [['--reporter', 'github', '--json'], '--json and the reporter github'],
    [['--reporter', 'html='], 'write to no file'],
    [['--reporter', 'csv', '--reporter', 'csv'], 'both write to'],
  ])('%s is refused before anything is driven', async (args, message) => {
    // The suite does not exist, which would be the next thing to be said.
    const { code, stderr } = await pilot(['run', 'no.suite.yaml', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('[USAGE]');
  });

  test('reporters of the configuration are chosen by the same rules', async () => {
    const folder = await scratchFolder();
    const config = async (reporters: readonly string[]): Promise<string> => {
      const file = join(folder, 'pilot.config.mjs');
      await writeFile(file, `export default ${JSON.stringify({ reporters })};\n`);
      return file;
    };
    const csv = join(folder, 'new/criteria.csv');
    const made = await report(['--config', await config([`csv=${csv}`, 'markdown=-'])]);
    expect(made.stdout).toMatch(/^# May /u);
    expect(await readFile(csv, 'utf8')).toMatch(/^id,slice,/u);
    const refused = await report(['--config', await config(['csv=-', 'github'])]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('Standard output holds one thing');
  });

  test('what cannot be written is named with what to do, and the others are written', async () => {
    const folder = await scratchFolder();
    const csv = join(folder, 'a/b/criteria.csv');
    const { code, stderr } = await report(
      [`html=${folder}`, `csv=${csv}`, `ctrf=${join(csv, 'x.json')}`].flatMap((each) => [
        '--reporter',
        each,
      ]),
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`html: ${folder} cannot be written: it is a folder (EISDIR)`);
    expect(stderr).toContain('a part of its path is a file and no folder');
    expect(await readdir(join(folder, 'a/b'))).toContain('criteria.csv');
  });
});
