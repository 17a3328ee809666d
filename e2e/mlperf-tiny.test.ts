import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  compilerMissing,
  dutOnTcp,
  type MlperfDut,
  skipWithoutCompiler,
} from '../device-harness/testing/mlperf-dut.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { type Ended, inRepository, pilot } from './pilot.ts';

const suite = (model: string): string => inRepository(`suites/mlperf-tiny-${model}.suite.yaml`);

const run = async (
  dut: MlperfDut,
  more: readonly string[] = [],
): Promise<Ended & { record: AcceptanceRecord }> => {
  const out = join(await scratchFolder(), 'run');
  const device = `tcp://127.0.0.1:${dut.where}`;
  const args = ['run', suite('kws'), '--device', device, '--out', out, '--json', '--quiet'];
  const ended = await pilot([...args, '--reporter', 'json', ...more]);
  return { ...ended, record: JSON.parse(ended.stdout) as AcceptanceRecord };
};

const outcomes = ({ criteria }: AcceptanceRecord): Record<string, string> =>
  Object.fromEntries(criteria.map(({ id, outcome }) => [id, outcome]));

const driving = test.skipIf(skipWithoutCompiler);

driving(`the keyword suite passes at an address, as a rehearsal${compilerMissing}`, async () => {
  await using dut = await dutOnTcp('--us-per-inference', '20000', '--jitter', '50');
  const { code, record } = await run(dut);
  expect(code).toBe(0);
  expect(record.decision.outcome).toBe('rehearsal-go');
  expect(new Set(Object.values(outcomes(record)))).toEqual(new Set(['pass']));
  expect(JSON.stringify(record)).toContain('STAND-IN data');
});

driving('five windows that are too short are kept and fail, whatever the median says', async () => {
  const folder = await scratchFolder();
  const text = await readFile(suite('kws'), 'utf8');
  const file = join(folder, 'short.suite.yaml');
  await writeFile(
    file,
    text
      .replace('warmups: 10}', 'warmups: 10, iterations: 105}')
      .replaceAll('../fixtures', inRepository('fixtures')),
  );
  await using dut = await dutOnTcp('--us-per-inference', '20000');
  const args = ['run', file, '--device', `tcp://127.0.0.1:${dut.where}`, '--json', '--quiet'];
  const { code, stdout } = await pilot([
    ...args,
    '--out',
    join(folder, 'run'),
    '--reporter',
    'json',
  ]);
  const record = JSON.parse(stdout) as AcceptanceRecord;
  expect(code).toBe(1);
  expect(outcomes(record)).toMatchObject({ 'PERF-1': 'pass', 'PERF-2': 'fail', 'PERF-4': 'pass' });
});

driving('a suite without its data says where to name them', async () => {
  const { code, stderr } = await pilot(['check', suite('ic')]);
  expect(code).toBe(2);
  expect(stderr).toContain('The data set ic01 is not there');
  expect(stderr).toContain('--dataset DIR');
});

driving('--dataset takes the place of the stand-in', async () => {
  const data = join(await scratchFolder(), 'kws01');
  await mkdir(data);
  const rows = Array.from({ length: 12 }, (_, index) => `f${index}.bin, 12, ${index}\n`);
  await writeFile(join(data, 'y_labels.csv'), rows.join(''));
  for (const index of rows.keys()) {
    await writeFile(join(data, `f${index}.bin`), Buffer.alloc(490, 9 * index));
  }
  await using dut = await dutOnTcp('--us-per-inference', '20000');
  const { code, record } = await run(dut, ['--dataset', data]);
  expect(code).toBe(1);
  expect(outcomes(record)).toMatchObject({ 'PERF-2': 'pass', 'ACC-1': 'fail' });
  expect(JSON.stringify(record)).not.toContain('STAND-IN data');
});
