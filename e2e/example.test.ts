import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { validatorOf } from '../documents/schemas.ts';
import { classify } from '../fixtures/firmware/pump-guard/reference/classify.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { bench, type Ended, inRepository, pilot } from './pilot.ts';

const suite = inRepository('suites/pump-guard.suite.yaml');

const hasPdftotext = (): boolean => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe('pilot run suites/pump-guard.suite.yaml', () => {
  let run: string;
  let ended: Ended;
  const read = (path: string): string => readFileSync(join(run, path), 'utf8');
  const record = (): AcceptanceRecord => JSON.parse(read('record.json')) as AcceptanceRecord;

  beforeAll(async () => {
    const { folder, config } = await bench();
    run = join(folder, 'run');
    ended = await pilot([
      'run',
      suite,
      '--config',
      config,
      '--out',
      run,
      '--reporter',
      'html',
      '--reporter',
      'pdf',
      '--reporter',
      'junit',
      '--reporter',
      'json',
    ]);
  });

  test('ends with 0 and REHEARSAL GO, and prints where the reports are', () => {
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toContain('REHEARSAL GO');
    expect(ended.stdout).toMatch(/pdf +.*report\.pdf/u);
    expect(ended.stdout).toMatch(/html +.*report\.html/u);
    expect(ended.stderr).toMatch(/1900\/1900 inferences, 5 devices/u);
  });

  test('gathers every window of every device as valid evidence', () => {
    const events = read('events.ndjson')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TelemetryEvent);
    const steady = events.filter(
      ({ kind, scenario }) => kind === 'inference' && scenario === 'steady-state',
    );
    expect(steady).toHaveLength(1600);
    expect(new Set(steady.map(({ device }) => device)).size).toBe(5);
    expect(new Set(steady.map(({ sample }) => sample)).size).toBe(1600);
    const validate = validatorOf('telemetry');
    expect(events.filter((event) => !validate(event))).toEqual([]);
    const evidence = JSON.parse(read('evidence.json')) as Evidence;
    expect(evidence.counts).toMatchObject({ events: events.length, rejected: 0, faults: 0 });
    expect(validatorOf('evidence')(evidence)).toBe(true);
    expect(validatorOf('record')(record())).toBe(true);
    expect(validatorOf('plan')(JSON.parse(read('inputs/plan.json')))).toBe(true);
  });

  test('answers every window exactly as the reference network does, labels and scores', () => {
    const windows = readFileSync(inRepository('fixtures/pump/steady-state.ndjson'), 'utf8')
      .trim()
      .split('\n');
    const expected = new Map(
      windows.map((line) => {
        const { sample, x } = JSON.parse(line) as { sample: string; x: string };
        const bytes = Buffer.from(x, 'base64');
        const { label, scores } = classify(new Int16Array(new Uint8Array(bytes).buffer));
        return [sample, { label, scores: [...scores] }];
      }),
    );
    const events = read('events.ndjson')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TelemetryEvent);
    for (const { kind, sample, label, scores } of events) {
      if (kind === 'inference')
        expect({ label, scores }, sample).toEqual(expected.get(sample ?? ''));
    }
  });

  test('states unit, n, origin and reporter with every criterion', () => {
    for (const criterion of record().criteria) {
      expect(criterion, criterion.id).toMatchObject({ outcome: 'pass' });
      expect(criterion.n, criterion.id).toBeGreaterThan(0);
      expect(criterion.limit.unit, criterion.id).not.toBe('');
      // Flash and RAM are read from the very image that would be flashed.
      const origins = ['flash', 'ram'].includes(criterion.metric)
        ? ['hardware']
        : ['emulated', 'modelled'];
      expect(origins, criterion.id).toContain(criterion.origin);
    }
    const battery = record().criteria.find(({ id }) => id === 'BAT-1');
    expect(battery?.origin).toBe('modelled');
  });

  test('is accurate but not perfect, and says so by condition', () => {
    const accuracy =
      record().criteria.find(({ id }) => id === 'ACC-1')?.result?.estimate.value ?? 0;
    expect(accuracy).toBeGreaterThan(85);
    expect(accuracy).toBeLessThan(100);
    expect(record().series.conditions.length).toBeGreaterThanOrEqual(7);
  });

  test('judged again gives the same bytes, and the reports do not change them', async () => {
    const first = read('record.json');
    expect((await pilot(['judge', run])).code).toBe(0);
    expect(read('record.json')).toBe(first);
  });

  test('judged by a moved limit needs no device and says AMENDED', async () => {
    const copy = join(await scratchFolder(), 'run');
    await cp(run, copy, { recursive: true });
    const moved = join(copy, '..', 'moved.suite.yaml');
    await writeFile(
      moved,
      readFileSync(suite, 'utf8').replace('p95(latency) <= 60 ms', 'p95(latency) <= 10 ms'),
    );
    const { code, stdout } = await pilot([
      'judge',
      copy,
      '--suite',
      moved,
      '--by',
      'ada',
      '--why',
      'a faster shaft',
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('AMENDED');
    expect(stdout).toContain('NO-GO');
    const amended = JSON.parse(readFileSync(join(copy, 'record.json'), 'utf8')) as AcceptanceRecord;
    expect(amended.amendments).toMatchObject([
      {
        criterion: 'LAT-1',
        from: 'p95(latency) <= 60 ms',
        to: 'p95(latency) <= 10 ms',
        by: 'ada',
        why: 'a faster shaft',
      },
    ]);
  });

  test('strict refuses a rehearsal', async () => {
    expect((await pilot(['judge', run, '--strict'])).code).toBe(3);
  });

  test.skipIf(!hasPdftotext())(
    `the PDF holds decision, criteria, limits, bounds and n, in embedded fonts${hasPdftotext() ? '' : ' (skipped: pdftotext is missing)'}`,
    () => {
      expect(existsSync(join(run, 'reports/report.pdf')), ended.stderr).toBe(true);
      const text = execFileSync('pdftotext', [
        '-layout',
        join(run, 'reports/report.pdf'),
        '-',
      ]).toString();
      expect(text).toContain('REHEARSAL GO');
      expect(text).toMatch(/emulated/u);
      for (const { id, n } of record().criteria) {
        expect(text).toContain(id);
        expect(text.replaceAll(/[\s\u2009\u202f,]/gu, '')).toContain(String(n));
      }
      const fonts = execFileSync('pdffonts', [join(run, 'reports/report.pdf')])
        .toString()
        .trim()
        .split('\n')
        .slice(2);
      expect(fonts.length).toBeGreaterThan(0);
      for (const font of fonts) expect(font).toMatch(/ yes +yes +(?:yes|no) +\d+ +\d+$/u);
    },
  );

  test('JUnit has one case a criterion, one for the decision, and no failure', () => {
    const xml = read('reports/junit.xml');
    expect(xml.match(/<testcase /gu)).toHaveLength(record().criteria.length + 1);
    expect(xml).not.toMatch(/<(?:failure|error)/u);
  });

  test('another run gives the same events, byte for byte, however many run at once', async () => {
    const { folder, config } = await bench();
    await writeFile(
      config,
      readFileSync(config, 'utf8').replace('"reporters"', '"workers": 1, "reporters"'),
    );
    const again = join(folder, 'again');
    expect((await pilot(['gather', suite, '--config', config, '--out', again, '-q'])).code).toBe(0);
    expect(readFileSync(join(again, 'events.ndjson'), 'utf8')).toBe(read('events.ndjson'));
  });
});
