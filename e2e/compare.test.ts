import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Comparison } from '../schemas/types/comparison.ts';
import { bench, inRepository, pilot } from './pilot.ts';

const suite = inRepository('suites/pump-guard-quick.suite.yaml');
let config: string;
let runs: readonly [string, string];

beforeAll(async () => {
  const own = await bench();
  config = own.config;
  runs = [join(own.folder, 'first'), join(own.folder, 'second')];
  for (const run of runs) {
    const { code, stderr } = await pilot(['gather', suite, '--config', config, '--out', run, '-q']);
    expect(code, stderr).toBe(0);
  }
});

test('a run compared with its repetition proves nothing and exits with 0', async () => {
  const { code, stdout } = await pilot(['compare', ...runs, '--config', config]);
  expect(code).toBe(0);
  expect(stdout).toContain('no proof');
  expect(stdout).toContain('without proof does not mean equal');
  expect(stdout).not.toContain('!');
});

test('the document is all that --json prints', async () => {
  const { code, stdout } = await pilot(['compare', ...runs, '--config', config, '--json']);
  expect(code).toBe(0);
  const comparison = JSON.parse(stdout) as Comparison;
  expect(comparison.criteria.map(({ id, paired }) => [id, paired])).toEqual([
    ['LAT-1', true],
    ['ACC-1', true],
    ['MEM-1', false],
  ]);
});

test('a run of another suite, and a folder that is none, are refused', async () => {
  const golden = inRepository('fixtures/runs/float-baseline');
  const other = await pilot(['compare', golden, runs[0], '--config', config]);
  expect(other.code).toBe(2);
  expect(other.stderr).toContain('[SUITE_OTHER]');
  const none = await pilot(['compare', runs[0], inRepository('suites'), '--config', config]);
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('[RUN_MISSING]');
});

test('help lists it among the everyday commands', async () => {
  const { stdout } = await pilot(['--help']);
  expect(stdout.indexOf('pilot compare')).toBeLessThan(stdout.indexOf('pilot doctor'));
  expect(stdout.indexOf('pilot compare')).toBeGreaterThan(stdout.indexOf('pilot report'));
});
