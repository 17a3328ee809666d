import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import { freeze } from './freeze.ts';
import { runStarted } from './gather.ts';
import { newRun } from './new-run.ts';
import { resume } from './resume.ts';

const benchWith = (headers: Record<string, string>): PilotConfig => ({
  devices: [
    { id: 'far', transport: { kind: 'http', url: 'http://127.0.0.1:9/dut', headers } },
    { id: 'near', transport: { kind: 'tcp', host: '127.0.0.1', port: 9 } },
  ],
});

const key = 'Bearer s3cret';
const config = benchWith({ authorization: key, 'x-bench': 'two' });

/** A run that was begun and gathered nothing. */
const begun = async (): Promise<string> => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'one.ndjson'), '{"sample":"a","truth":"normal","x":"AAAA"}\n');
  const suiteFile = join(folder, 'a.suite.yaml');
  await writeFile(
    suiteFile,
    `suite: kept
version: 1
question: May it go?
scenarios: {steady: {stimulus: one.ndjson, steps: [infer]}}
criteria: {LAT-1: p95(latency) <= 60 ms}
`,
  );
  const frozen = await freeze({ suiteFile, config, withDevices: true });
  const started = new Date();
  const first = runStarted(frozen, started, {});
  const out = join(folder, 'run');
  return (await newRun({ frozen, runs: folder, started, out, first })).path;
};

test('no file of a run folder holds what a header says', async () => {
  const run = await begun();
  const names = await readdir(run, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map(async (entry) => readFile(join(entry.parentPath, entry.name), 'utf8')),
  );
  expect(texts.join('\n')).toContain('"authorization": "(not kept)"');
  expect(texts.join('\n')).not.toContain('s3cret');
});

test('a run goes on with the headers of today, and without them not at all', async () => {
  const path = await begun();
  const today = benchWith({ 'x-bench': 'two', authorization: 'Bearer other' });
  const again = await resume({ path, today });
  expect('frozen' in again && again.frozen.devices[0]!.transport).toMatchObject({
    headers: { authorization: 'Bearer other', 'x-bench': 'two' },
  });
  for (const other of [undefined, {}, benchWith({ 'x-bench': 'two' })]) {
    await expect(resume({ path, today: other })).rejects.toMatchObject({
      code: 'RESUME_HEADERS',
      message: expect.stringContaining('"authorization" of far'),
      hint: expect.stringContaining('begin a new run'),
    });
  }
});
