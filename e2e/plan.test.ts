import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bench, inRepository, pilot } from './pilot.ts';

const suite = (name: string): string =>
  readFileSync(inRepository('suites', `${name}.suite.yaml`), 'utf8').replaceAll(
    /(?<=[ :])\.\.\//gu,
    `${inRepository()}/`,
  );

const plan = async (
  text: string,
  ...more: readonly string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> => {
  const { folder, config } = await bench();
  const file = join(folder, 'a.suite.yaml');
  await writeFile(file, text);
  return pilot(['plan', file, '--config', config, ...more]);
};

test('plan prints a table of a hundred columns and a sentence for each criterion', async () => {
  const { code, stdout } = await plan(suite('pump-guard'));
  expect(code).toBe(0);
  const lines = stdout.split('\n');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
  expect(stdout).toMatch(/^LAT-1 +2\.5 % over the limit \* +[\d,]+ +\d+ +\d+ /mu);
  for (const id of ['LAT-1', 'ACC-2', 'CMP-1', 'BAT-1', 'MEM-1']) {
    expect(lines.filter((line) => line.startsWith(`${id}:`))).toHaveLength(1);
  }
  expect(stdout).toContain('With 13 criteria plan each for 95 %');
});

test('what cannot be proven at all is said, and the exit code is 3', async () => {
  const { code, stdout } = await plan(suite('pump-guard-quick'));
  expect(code).toBe(3);
  expect(stdout).toMatch(/^LAT-1 .* none +\d/mu);
  expect(stdout).toContain('at least 140');
});

test('the value that is expected comes from the suite, as JSON for a machine', async () => {
  const text = suite('pump-guard').replace(
    '{expect: accuracy >= 85 %,',
    '{expect: accuracy >= 85 %, expected: 97 %,',
  );
  const { code, stdout } = await plan(text, '--json');
  expect(code).toBe(0);
  const { criteria } = JSON.parse(stdout) as {
    criteria: { criterion: string; from: string; at80: { events: number } | null }[];
  };
  const accuracy = criteria.find(({ criterion }) => criterion === 'ACC-1');
  expect(accuracy).toMatchObject({ from: 'suite', assumed: '97 %', at80: { clusters: 5 } });
});

test('a value that cannot be expected is an error at its criterion', async () => {
  const text = suite('pump-guard').replace(
    '{expect: p95(latency) <= 60 ms,',
    '{expect: p95(latency) <= 60 ms, expected: 40 ms,',
  );
  const { code, stderr } = await plan(text);
  expect(code).toBe(2);
  expect(stderr).toContain('the share of events beyond the limit');
  expect(stderr).toMatch(/a\.suite\.yaml:\d+:\d+: /u);
});

test('a run that was not judged has nothing to plan with', async () => {
  const golden = inRepository('fixtures/runs/float-baseline');
  const { code, stderr } = await plan(suite('pump-guard'), '--from', golden);
  expect(code).toBe(2);
  expect(stderr).toContain('record.json does not exist');
});
