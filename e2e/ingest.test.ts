import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eembcLog, eembcSummary } from '../fixtures/published/eembc.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { startPilot } from './pilot.ts';

/** Five windows of 10 to 14 s with 50 inferences each, and a summary that is wrong by its last digit. */
const submission = async (): Promise<string> => {
  const folder = await scratchFolder();
  const passes = Array.from({ length: 5 }, (_, i) => ({
    file: `f${i}.bin`,
    iterations: 50,
    warmups: 1,
    laps: [0, (10 + i) * 1_000_000] as const,
    results: '0.500,0.500',
  }));
  await writeFile(join(folder, 'log.txt'), eembcLog(passes));
  const said = ['Performance results for window 2:', 'Median throughput is 4.168 inf./sec.'];
  await writeFile(join(folder, 'results.txt'), eembcSummary(said));
  return folder;
};

test('published files are judged, and what they print stands beside what they hold', async () => {
  const folder = await submission();
  const cwd = await scratchFolder();
  const args = ['ingest', 'mlperf-tiny', folder, '--origin', 'hardware'];
  const { code, stdout } = await startPilot(args, { cwd }).ended;
  expect(stdout).toMatch(/median throughput +4\.168 +4\.167 +\/s +DIFFERS +results\.txt:2/u);
  expect(stdout).toContain('Right answers from: nowhere');
  expect(stdout).toMatch(/PASS +PERF-1/u);
  // Of accuracy there is nothing, so nothing can be a go.
  expect(code).toBe(3);
  const json = await startPilot([...args, '--json'], { cwd }).ended;
  const record = JSON.parse(json.stdout) as {
    criteria: { id: string; result?: { estimate: { value: number } } }[];
    findings: { code: string }[];
  };
  const median = record.criteria.find(({ id }) => id === 'PERF-4')?.result?.estimate.value;
  expect(median).toBeCloseTo(50 / 12, 12);
  expect(record.findings.map(({ code: found }) => found)).toContain('PUBLISHED_FIGURE_DIFFERS');
});

test('what is no folder or no format is invalid input', async () => {
  const cwd = await scratchFolder();
  const missing = await startPilot(['ingest', 'mlperf-tiny', 'nowhere'], { cwd }).ended;
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('FOLDER_MISSING');
  const format = await startPilot(['ingest', 'punch-cards', 'nowhere'], { cwd }).ended;
  expect(format.code).toBe(2);
});
