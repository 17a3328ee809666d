import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eembcLog, type EembcPass, writeTrace } from '../../../fixtures/published/eembc.ts';
import { changed, ingested, referenceRun } from '../../../fixtures/published/ingested.ts';
import { scratchFolder } from '../../../fixtures/scratch-folder.ts';
import { validatorOf } from '../../../documents/schemas.ts';
import { judge } from '../../judge.ts';

// The published run may not be carried along: PILOT_REFERENCE_DATA names the folder that holds it.
const published = test.skipIf(referenceRun === undefined);

const edges = [0.02, 1, 11.5, 12, 22.5, 23, 33.5, 34, 44.5, 45, 55.5];

const passes = Array.from({ length: 5 }, (_, i): EembcPass => ({
  file: `f${i}.bin`,
  iterations: 50,
  warmups: 1,
  results: '0.9,0.1',
}));

/** An energy run whose monitor saw 10 mW within the windows, 2 mW between, and one peak of 50 mW. */
const eembcFolder = async (): Promise<string> => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'log.txt'), eembcLog(passes, { energy: true }));
  const active = (t: number): boolean =>
    passes.some((_, i) => t >= edges[2 * i + 1]! && t <= edges[2 * i + 2]!);
  // Microjoules of a millisecond: 10 mW are 10.
  const uJ = (i: number): number => (i === 30_000 ? 50 : active(i / 1000) ? 10 : 2);
  await writeTrace(folder, { samples: 56_000, uJ }, edges);
  return folder;
};

test('the trace of an energy run is kept in the run folder, vouched for, and in the record', async () => {
  const { run, record, evidence } = await ingested(await eembcFolder());
  const [trace, ...others] = record.series.power!;
  expect(others).toEqual([]);
  expect(trace).toMatchObject({
    id: 'energy',
    source: 'trace1-energy.bin',
    origin: 'hardware',
    unit: 'W',
    n: 56_000,
    rate_Hz: 1000,
    duration_s: 56,
  });
  expect(trace!.points).toHaveLength(600);
  expect(Math.max(...trace!.points.map(({ max }) => max))).toBeCloseTo(0.05, 9);
  expect(Math.min(...trace!.points.map(({ min }) => min))).toBeCloseTo(0.002, 9);
  expect(trace!.windows).toHaveLength(5);
  expect(trace!.windows[0]).toMatchObject({ label: 'window 1', from: 1, to: 11.5, mean: 0.01 });
  expect(trace!.markers.map(({ t }) => t)).toEqual(edges.slice(1));
  expect(evidence.files.map(({ path }) => path)).toContain('traces/energy.json');
  const validate = validatorOf('record');
  expect(validate(record) || validate.errors).toBe(true);
  const first = await readFile(run.file('record.json'), 'utf8');
  await judge(run);
  expect(await readFile(run.file('record.json'), 'utf8')).toBe(first);
});

test('a trace that was changed or taken away is no evidence any more', async () => {
  const { run } = await ingested(await eembcFolder());
  const file = run.file('traces', 'energy.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"max": 0.05', '"max": 0.01'));
  await expect(judge(run)).rejects.toMatchObject({ code: 'EVIDENCE_CHANGED' });
  await rm(file);
  await expect(judge(run)).rejects.toMatchObject({ code: 'EVIDENCE_CHANGED' });
});

published('the published recording is drawn from its own samples', async () => {
  const { record } = await ingested(referenceRun!);
  const [trace] = record.series.power!;
  expect(trace).toMatchObject({ source: 'energy-results.json', rate_Hz: 1000, origin: 'hardware' });
  const raw = JSON.parse(await readFile(join(referenceRun!, 'energy-results.json'), 'utf8')) as {
    power: { samples: number[] };
  }[];
  const watts = raw.flatMap(({ power }) => power.samples.map((joules) => joules * 1000));
  expect(trace!.n).toBe(watts.length);
  let [least, most, sum] = [Infinity, -Infinity, 0];
  for (const value of watts) {
    least = Math.min(least, value);
    most = Math.max(most, value);
    sum += value;
  }
  const figures = (value: number): number => Number(value.toPrecision(4));
  expect(Math.min(...trace!.points.map(({ min }) => min))).toBe(figures(least));
  expect(Math.max(...trace!.points.map(({ max }) => max))).toBe(figures(most));
  expect(trace!.mean).toBe(figures(sum / watts.length));
  expect(trace!.windows).toHaveLength(raw.length);
});

published('without an energy run there is no trace', async () => {
  const folder = await changed('energy-results.json', () => '{}');
  const { record, evidence } = await ingested(folder, {
    suiteFile: join(import.meta.dirname, '../../../suites/mlperf-tiny-kws.suite.yaml'),
  });
  expect(record.series.power).toBeUndefined();
  expect(evidence.files.some(({ path }) => path.startsWith('traces/'))).toBe(false);
});
