import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { bench, inRepository, pilot } from './pilot.ts';

const recordOf = (run: string): AcceptanceRecord =>
  JSON.parse(readFileSync(join(run, 'record.json'), 'utf8')) as AcceptanceRecord;

test('the float build is an honest NO-GO: it misses the latency limit and nothing else', async () => {
  const { folder, config } = await bench();
  const run = join(folder, 'run');
  const { code, stdout } = await pilot([
    'run',
    inRepository('suites/pump-guard-float.suite.yaml'),
    '--config',
    config,
    '--out',
    run,
    '--reporter',
    'junit',
  ]);
  expect(code).toBe(1);
  expect(stdout).toContain('NO-GO');
  const outcomes = Object.fromEntries(
    recordOf(run).criteria.map(({ id, outcome }) => [id, outcome]),
  );
  expect(outcomes).toEqual({ 'LAT-1': 'fail', 'ACC-1': 'pass', 'MEM-1': 'pass' });
  expect(readFileSync(join(run, 'reports/junit.xml'), 'utf8')).toMatch(
    /<failure type="criterion"/u,
  );
});

test('a quick look is inconclusive, and check said so before', async () => {
  const { folder, config } = await bench();
  const suite = inRepository('suites/pump-guard-quick.suite.yaml');
  const checked = await pilot(['check', suite, '--config', config]);
  expect(checked.code).toBe(3);
  expect(checked.stdout).toMatch(/LAT-1/u);

  const run = join(folder, 'run');
  const { code, stdout, stderr } = await pilot([
    'run',
    suite,
    '--config',
    config,
    '--out',
    run,
    '--reporter',
    'junit',
  ]);
  expect(code).toBe(3);
  expect(stdout).toContain('NOT ENOUGH EVIDENCE');
  expect(stderr).toContain('warning: LAT-1 cannot be proven');
  const { criteria } = recordOf(run);
  expect(criteria.find(({ id }) => id === 'LAT-1')).toMatchObject({ outcome: 'inconclusive' });
  expect(criteria.find(({ id }) => id === 'LAT-1')?.advice).toBeTruthy();
  expect(readFileSync(join(run, 'reports/junit.xml'), 'utf8')).toMatch(
    /<error type="Inconclusive"[\s\S]*<error type="Decision" message="NOT ENOUGH EVIDENCE: /u,
  );
});

test('a second attempt knows of the first and how it ended', async () => {
  const { config, runs } = await bench();
  const suite = inRepository('suites/pump-guard-quick.suite.yaml');
  expect((await pilot(['run', suite, '--config', config, '-q'])).code).toBe(3);
  const { stdout } = await pilot(['run', suite, '--config', config, '-q', '--json']);
  const record = JSON.parse(stdout) as AcceptanceRecord;
  expect(record.run.attempt).toBe(2);
  expect(record.run.earlier).toMatchObject([{ label: 'NOT ENOUGH EVIDENCE' }]);
  expect((await pilot(['judge', join(runs, 'latest'), '--json'])).stdout).toBe(stdout);
});

test('an amended verdict stands beside the frozen one, and history tells both', async () => {
  const { folder, config, runs } = await bench();
  const suite = inRepository('suites/pump-guard-quick.suite.yaml');
  const run = join(folder, 'elsewhere');
  expect((await pilot(['run', suite, '--config', config, '--out', run, '-q'])).code).toBe(3);
  const frozen = readFileSync(join(run, 'record.json'), 'utf8');
  const lax = join(folder, 'lax.suite.yaml');
  const text = readFileSync(suite, 'utf8').replaceAll('../', `${inRepository()}/`);
  await writeFile(
    lax,
    text.replace('p95(latency)', 'median(latency)').replace('accuracy >= 95 %', 'accuracy >= 60 %'),
  );
  const amended = await pilot([
    'judge',
    run,
    '--suite',
    lax,
    '--config',
    config,
    '--by',
    'bo',
    '--why',
    'impatience',
  ]);
  expect(amended.code).toBe(0);
  expect(amended.stdout).toContain('AMENDED');
  expect(readFileSync(join(run, 'record.frozen.json'), 'utf8')).toBe(frozen);

  const { stdout } = await pilot(['run', suite, '--config', config, '-q', '--json']);
  const record = JSON.parse(stdout) as AcceptanceRecord;
  expect(record.run.earlier).toEqual([{ run: 'elsewhere', label: 'NOT ENOUGH EVIDENCE' }]);
  expect(record.run.attempt).toBe(2);
  expect(readFileSync(join(runs, 'attempts.ndjson'), 'utf8').trim().split('\n')).toHaveLength(2);

  expect((await pilot(['judge', run, '--config', config])).code).toBe(3);
  expect(readFileSync(join(run, 'record.json'), 'utf8')).toBe(frozen);
});

test('a run is not judged by the suite of another', async () => {
  const { folder, config } = await bench();
  const run = join(folder, 'run');
  const suite = inRepository('suites/pump-guard-quick.suite.yaml');
  expect((await pilot(['gather', suite, '--config', config, '--out', run, '-q'])).code).toBe(0);
  const other = inRepository('suites/pump-guard-float.suite.yaml');
  const { code, stderr } = await pilot(['judge', run, '--suite', other, '--config', config]);
  expect(code).toBe(2);
  expect(stderr).toContain('[SUITE_OTHER]');
});

test('fewer devices than the claim needs cannot pass', async () => {
  const { folder, config } = await bench();
  const run = join(folder, 'run');
  const suite = inRepository('suites/pump-guard-quick.suite.yaml');
  const { code } = await pilot([
    'run',
    suite,
    '--config',
    config,
    '--out',
    run,
    '--device',
    'pump-01',
    '--device',
    'pump-02',
    '-q',
  ]);
  expect(code).toBe(3);
  const outcomes = recordOf(run)
    .criteria.filter(({ id }) => id !== 'MEM-1')
    .map(({ outcome }) => outcome);
  expect(outcomes).toEqual(['inconclusive', 'inconclusive']);
});
