import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  eembcLog,
  type EembcPass,
  eembcSummary,
  writeTrace,
} from '../../../fixtures/published/eembc.ts';
import { ingested } from '../../../fixtures/published/ingested.ts';
import { scratchFolder } from '../../../fixtures/scratch-folder.ts';

const files = ['f0.bin', 'f1.bin', 'f2.bin', 'f3.bin', 'f4.bin', 'f5.bin'];
const labels = 'f0.bin, 2, 0\nf1.bin, 2, 0\nf2.bin, 2, 0\nf3.bin,2,1\nf4.bin,2,1\nf5.bin,2,1\n';
/** f1 is a tie, which goes to the first class; f2 and f4 are wrong. */
const results = '0.900,0.100 0.500,0.500 0.300,0.700 0.200,0.800 0.600,0.400 0.050,0.950'.split(
  ' ',
);

/** Seconds 11, 10.5, 12, 10 and 10.2; the clock of 32 bits wraps in the third. */
const laps = [
  [1_000_000, 12_000_000],
  [13_000_000, 23_500_000],
  [4_293_000_000, 10_032_704],
  [11_000_000, 21_000_000],
  [22_000_000, 32_200_000],
] as const;

const timed = laps.map((lap, i): EembcPass => ({
  file: files[i]!,
  iterations: 50,
  warmups: 1,
  laps: lap,
  results: results[i]!,
}));

const answered = files.map((file, i): EembcPass => ({
  file,
  iterations: 1,
  warmups: 0,
  laps: [1000 * i, 1000 * i + 228],
  results: results[i]!,
}));

const windowLines = (number: number, runtime: string, throughput: string): string[] => [
  `Performance results for window ${number}:`,
  '  # Inferences :           50',
  `  Runtime      :       ${runtime} sec.`,
  `  Throughput   :        ${throughput} inf./sec.`,
  'Runtime requirements have been met.',
];

test('laps, with a wrap of the clock, come to the median by hand, and printed figures agree', async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'a.dat'), eembcLog(timed));
  await writeFile(
    join(folder, 'b.dat'),
    eembcSummary([
      ...windowLines(2, '11.000', '4.545'),
      ...windowLines(6, '12.000', '4.167'),
      ...windowLines(10, '10.200', '4.902'),
      'Median throughput is 4.762 inf./sec.',
    ]),
  );
  const { record, criterion, evidence, found } = await ingested(folder);
  expect(record.suite.id).toBe('mlperf-tiny-vww');
  expect(criterion('PERF-4').result?.estimate.value).toBeCloseTo(50 / 10.5, 12);
  expect(criterion('PERF-2')).toMatchObject({ outcome: 'pass', n: 5 });
  expect(criterion('PERF-2').result?.estimate.value).toBe(10);
  expect(found('PUBLISHED_FIGURE_DIFFERS')).toEqual([]);
  expect(evidence.ingested!.published.map(({ agrees }) => agrees)).toEqual(
    Array.from({ length: 7 }, () => true),
  );
  expect(evidence.ingested!.sources.map(({ kind }) => kind)).toEqual(['eembc-log', 'runner-text']);
});

test('answers are held against the list, and both areas are their own definition', async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'log.txt'), eembcLog(answered, { runMode: 'multi' }));
  await writeFile(join(folder, 'truth.csv'), labels);
  await writeFile(join(folder, 'results.txt'), eembcSummary(['Top-1: 66.7%', 'AUC: 0.78']));
  const { criterion, found, evidence } = await ingested(folder);
  expect(criterion('ACC-1').result?.estimate.value).toBeCloseTo((100 * 4) / 6, 9);
  // Of nine pairs seven are in order, for either class; no two scores lie in one step of the grid.
  expect(criterion('ACC-2').result?.estimate.value).toBeCloseTo(7 / 9, 12);
  expect(criterion('ACC-3').result?.estimate.value).toBeCloseTo(7 / 9, 12);
  expect(criterion('ACC-1').outcome).toBe('fail');
  expect(found('PUBLISHED_FIGURE_DIFFERS')).toEqual([]);
  expect(evidence.ingested!.truth).toContain('truth.csv');
});

test('without a list nobody knows the right answers, and nothing about them passes', async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'log.txt'), eembcLog(answered, { runMode: 'multi' }));
  const { criterion, evidence } = await ingested(folder);
  for (const id of ['ACC-1', 'ACC-2', 'ACC-3']) {
    expect(['error', 'inconclusive']).toContain(criterion(id).outcome);
  }
  expect(evidence.ingested!.truth).toContain('nowhere');
  // The same list beside it, or named, is as good.
  const named = join(await scratchFolder(), 'y_labels.csv');
  await writeFile(named, labels);
  const known = await ingested(folder, { labels: named });
  expect(known.criterion('ACC-1').outcome).toBe('fail');
});

const edges = [0.019, 1, 11.25, 12.345, 23, 24.016, 34.5, 35.2, 45.75, 47.001, 58.6];
const measured = timed.map(({ file, iterations, warmups, results: said }): EembcPass => ({
  file,
  iterations,
  warmups,
  results: said,
}));

test('the trace is summed between its edges, by time that is added up', async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'log.txt'), eembcLog(measured, { energy: true }));
  await writeTrace(folder, { samples: 62_000, uJ: 2 }, edges);
  const { criterion, run } = await ingested(folder);
  const windows: number[] = [];
  for await (const batch of run.events()) windows.push(...batch.map(({ energy_uJ }) => energy_uJ!));
  // Counted with a loop of its own; 1/f times the index would count 10656, 10485 and 11600.
  expect(windows).toEqual([10_251, 10_654, 10_484, 10_551, 11_599].map((count) => 2 * count));
  expect(criterion('ENE-3').result?.estimate.value).toBe((2 * 10_551) / 50);
  expect(criterion('ENE-1')).toMatchObject({ outcome: 'pass' });
  expect(criterion('ENE-2').result?.estimate.value).toBeCloseTo(10.25, 9);
  expect(criterion('PERF-1').outcome).toBe('error');
});

test('a runner that printed another figure is found out', async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'log.txt'), eembcLog(measured, { energy: true }));
  await writeTrace(folder, { samples: 62_000, uJ: 2 }, edges);
  const summary = (cost: string): string =>
    eembcSummary([
      'Energy data for window 4 at time 12.34 for 10.65 sec.:',
      '  Energy       :    21308.000 uJ',
      '  Energy/Inf.  :      426.160 uJ/inf.',
      `Median energy cost is ${cost} uJ/inf.`,
    ]);
  await writeFile(join(folder, 'results.txt'), summary('422.040'));
  expect((await ingested(folder)).found('PUBLISHED_FIGURE_DIFFERS')).toEqual([]);
  await writeFile(join(folder, 'results.txt'), summary('421.040'));
  const [said, ...more] = (await ingested(folder)).found('PUBLISHED_FIGURE_DIFFERS');
  expect(more).toEqual([]);
  expect(said).toContain('results.txt:4 prints 421.040 for median energy (energy)');
});

test.each([
  [
    'a log that ends within an inference',
    (text: string) => text.slice(0, text.lastIndexOf('m-infer-done')),
    'of line 56 has its results log.txt:59',
  ],
  [
    'one lap too few',
    (text: string) => text.replace(/^.*m-lap-us-23500000\r\n/mu, ''),
    'has 1 laps, not two',
  ],
  [
    'an inference without results',
    (text: string) => text.replace(/^.*m-results-\[0\.300.*\r\n/mu, ''),
    'has no results',
  ],
  [
    'an error of the device',
    (text: string) => text.replace('m-infer-done', 'e-[Unknown command: x]'),
    'The device refused',
  ],
])('%s is refused at its line', async (_, change, said) => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'log.txt'), change(eembcLog(timed)));
  const error = await ingested(folder).then(
    () => undefined,
    (cause: unknown) =>
      cause as { code: string; message: string; where: { file: string; line: number } },
  );
  expect(error).toMatchObject({ code: 'MLPERF_SOURCE', where: { line: expect.any(Number) } });
  expect(`${error!.message} log.txt:${error!.where.line}`).toContain(said);
});

test.each([
  [
    'edges that are too few',
    async (folder: string) => writeTrace(folder, { samples: 62_000, uJ: 2 }, edges.slice(1)),
    'need 11',
  ],
  [
    'a trace that ends before the last edge',
    async (folder: string) => writeTrace(folder, { samples: 50_000, uJ: 2 }, edges),
    'The trace ends after 50.000 s',
  ],
  ['no trace at all', async () => undefined, 'No trace file'],
  [
    'edges out of order',
    async (folder: string) => writeTrace(folder, { samples: 62_000, uJ: 2 }, edges.toReversed()),
    'Edge 2',
  ],
])('energy with %s is refused', async (_, write, said) => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'log.txt'), eembcLog(measured, { energy: true }));
  await write(folder);
  await expect(ingested(folder)).rejects.toThrow(said);
});
