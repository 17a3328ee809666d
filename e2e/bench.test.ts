import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from './pilot.ts';

/** All but `harness`, which needs the machine for itself, pyserial and some minutes. */
const names = ['start-up', 'judge', 'judge-memory', 'bootstrap', 'emulator', 'pdf'];

test('a benchmark runs and prints one compact row a measure', { timeout: 240_000 }, () => {
  const ran = spawnSync(process.execPath, ['benchmarks/run.mjs', ...names, '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  // 1 means that a bar was missed, which on a busy machine says nothing of the code.
  expect([0, 1], ran.stderr).toContain(ran.status);
  const rows = ran.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { name: string; ours: number; floor: number; ok: boolean });
  expect(rows.map(({ name }) => name)).toEqual([
    'start-up',
    'judge-100k-events',
    'judge-1M-events-in-memory',
    'judge-1M-events-peak-memory',
    'bootstrap-mean',
    'bootstrap-t',
    'bootstrap-p95-difference',
    'emulated-inferences',
    'pdf',
    'pdf-gates',
    'pdf-size',
  ]);
  for (const { ours, floor } of rows) expect(Math.min(ours, floor)).toBeGreaterThan(0);
});
