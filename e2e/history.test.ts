import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { tryLock } from '../device-harness/index.ts';
import { validatorOf } from '../documents/schemas.ts';
import { hostile, noGo, rehearsalGo } from '../fixtures/records/variants.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import type { History } from '../schemas/types/history.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { pilot } from './pilot.ts';

let runs: string;

const put = async (id: string, files: Readonly<Record<string, unknown>>): Promise<void> => {
  await mkdir(join(runs, id, 'inputs'), { recursive: true });
  for (const [name, document] of Object.entries(files)) {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    await writeFile(join(runs, id, name), text);
  }
};

const dated = (record: AcceptanceRecord, day: string, limit?: number): AcceptanceRecord => ({
  ...record,
  run: { ...record.run, started: `2026-11-${day}T08:00:00.000Z` },
  criteria: record.criteria.map((criterion) =>
    criterion.id === 'LAT-1' && limit !== undefined
      ? { ...criterion, limit: { ...criterion.limit, value: limit } }
      : criterion,
  ),
});

const plan = {
  suite: { id: 'pump-guard', version: 1, question: 'May it?', not_tested: [], sha256: '' },
  scenarios: [],
  devices: [],
};

beforeAll(async () => {
  runs = join(await scratchFolder(), 'runs');
  await put('r1', { 'record.json': dated(noGo(), '01') });
  await put('r2', { 'record.json': dated(rehearsalGo(), '02', 50) });
  const lax = dated(rehearsalGo(), '03', 80);
  await put('r3', {
    'record.json': { ...lax, amended: true },
    'record.frozen.json': dated(noGo(), '03', 50),
  });
  await put('broken', { 'inputs/plan.json': plan, 'record.json': '{"v": 1}' });
  await put('cut', { 'inputs/plan.json': plan });
  await put('gathered', { 'inputs/plan.json': plan, 'evidence.json': { outcome: 'complete' } });
  const line = { run: 'away', folder: join(runs, '../away'), suite: 'pump-guard', version: 1 };
  await writeFile(join(runs, 'attempts.ndjson'), `${JSON.stringify(line)}\n{broken\n`);
});

const documentOf = async (...more: string[]): Promise<History> => {
  const { code, stdout, stderr } = await pilot(['history', '--runs', runs, '--json', ...more]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as History;
};

test('the document holds every run for what it is, and fits its schema', async () => {
  const history = await documentOf();
  const validate = validatorOf('history');
  expect(validate(history), JSON.stringify(validate.errors)).toBe(true);
  const [suite] = history.suites;
  expect(history.suites.map(({ id }) => id)).toEqual(['pump-guard']);
  expect(suite?.runs.map(({ id, state, decision }) => [id, decision?.label ?? state])).toEqual([
    ['away', 'gone'],
    ['broken', 'broken'],
    ['cut', 'cut-short'],
    ['gathered', 'not-judged'],
    ['r1', 'NO-GO'],
    ['r2', 'REHEARSAL GO'],
    ['r3', 'REHEARSAL GO'],
  ]);
  expect(suite?.runs.at(-1)).toMatchObject({ amended: true, frozen: { label: 'NO-GO' } });
});

test('a trend has each judged run once, the limit where it moved, and the frozen verdict of an amended one', async () => {
  const { suites } = await documentOf('pump-guard');
  const series = suites[0]?.criteria.find(({ key }) => key === 'LAT-1');
  expect(
    series?.points.map(({ run, limit, limit_changed, outcome }) => [
      run,
      limit,
      limit_changed,
      outcome,
    ]),
  ).toEqual([
    ['r1', 60, false, 'fail'],
    ['r2', 50, true, 'pass'],
    ['r3', 80, true, 'pass'],
  ]);
  expect(series?.points.at(-1)?.frozen).toMatchObject({
    outcome: 'fail',
    limit: 50,
    words: 'FAIL by the frozen ≤ 50 ms',
  });
  expect(series?.finding).toContain('2 of 3 runs passed');
});

test('a run whose devices are being driven is running', async () => {
  using _lock = tryLock(join(runs, 'cut'), 'run', { run: 'cut' }) as Disposable;
  const { suites } = await documentOf();
  expect(suites[0]?.runs.find(({ id }) => id === 'cut')?.state).toBe('running');
});

test('people read one line a run, and a criterion as values beside its limits', async () => {
  const { code, stdout } = await pilot(['history', '--runs', runs]);
  expect(code).toBe(0);
  for (const words of [
    'NO-GO',
    'REHEARSAL GO (AMENDED)',
    'CUT SHORT',
    'FOLDER GONE',
    'RECORD BROKEN',
  ])
    expect(stdout).toContain(words);
  const trend = await pilot(['history', '--runs', runs, '--criterion', 'LAT-1']);
  expect(trend.stdout).toMatch(/values +[▁-█]{3}\nlimits +[▁-█]{3}/u);
  expect(trend.stdout).toContain('✘ FAIL');
  expect(trend.stdout).toContain('(changed)');
});

test('a suite or a criterion that nobody ran is refused, with what was meant', async () => {
  const suite = await pilot(['history', 'pump-gard', '--runs', runs]);
  expect([suite.code, suite.stderr]).toEqual([2, expect.stringContaining('pump-guard')]);
  const criterion = await pilot(['history', '--runs', runs, '--criterion', 'LAT-9']);
  expect([criterion.code, criterion.stderr]).toEqual([2, expect.stringMatching(/LAT-\d/u)]);
  const none = await pilot(['history', '--runs', join(runs, 'nowhere')]);
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('[RUNS_MISSING]')]);
});

test('a name from a run folder commands no terminal, also where it is in an error', async () => {
  const wild = join(runs, '../wild-runs');
  const suite = { ...plan.suite, id: 'x\u001b]0;owned\u0007\n\u202ey' };
  await mkdir(join(wild, 'cut/inputs'), { recursive: true });
  await writeFile(join(wild, 'cut/inputs/plan.json'), JSON.stringify({ ...plan, suite }));
  const refused = await pilot(['history', 'nope\u009b2J', '--runs', wild]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('x[U+001B]]0;owned[U+0007] [U+202E]y');
  expect(refused.stderr).toContain('"nope[U+009B]2J"');
  expect(refused.stderr.split('\n')).toHaveLength(3);
  // A path that was never read is spelled out at the door, and JSON keeps it as an escape.
  const config = '/nowhere/\u202e\u001b[2J.ts';
  const missing = await pilot(['history', '--config', config, '--json']);
  expect(missing.stderr).toContain('[U+202E U+001B][2J.ts');
  expect(missing.stdout).toContain(String.raw`\u202e\u001b[2J.ts`);
  for (const raw of ['\u001b', '\u202e']) {
    expect(missing.stdout + missing.stderr).not.toContain(raw);
  }
});

test('a page that cannot be written is refused, and at once', async () => {
  const { code, stderr } = await pilot(['history', '--runs', runs, '--html', '/proc/x/y.html']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('REPORT_UNWRITABLE')]);
});

test('the page is one file with a picture for each criterion, and text from outside stays text', async () => {
  await put('wild', { 'record.json': dated(hostile(), '04') });
  const file = join(runs, '../page/history.html');
  const { code, stderr } = await pilot(['history', '--runs', runs, '--html', file]);
  expect([code, stderr]).toEqual([0, expect.stringContaining('history.html')]);
  const page = await readFile(file, 'utf8');
  expect(page).not.toMatch(/<script/iu);
  expect(page).not.toMatch(/(?:src|href)="?https?:/u);
  expect(page.match(/<svg[^>]+role="img"/gu)!.length).toBeGreaterThan(10);
  expect(page).toContain('FOLDER GONE');
  const again = join(runs, '../page/again.html');
  await pilot(['history', '--runs', runs, '--html', again]);
  expect(await readFile(again, 'utf8')).toBe(page);
});
