import { appendFile, copyFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toJson } from '../documents/json.ts';
import { validatorOf } from '../documents/schemas.ts';
import { digestFile } from '../evidence/digest.ts';
import { openRun, type RunFolder, runFiles } from '../evidence/run-folder.ts';
import {
  syntheticEvents,
  syntheticEvidence,
  syntheticPlan,
} from '../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { compare } from './compare.ts';

/** A run folder as gathering leaves it: what a verdict rests on, vouched for by digests. */
const onDisk = async (plan: Plan, events: readonly TelemetryEvent[]): Promise<RunFolder> => {
  const folder = join(await mkdtemp(join(tmpdir(), 'pilot-')), 'run');
  await mkdir(join(folder, 'inputs'), { recursive: true });
  await writeFile(join(folder, runFiles.plan), toJson(plan));
  await writeFile(
    join(folder, runFiles.events),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  await writeFile(join(folder, runFiles.rejected), '');
  const files = [runFiles.plan, runFiles.events, runFiles.rejected].map((path) =>
    digestFile(join(folder, path), path),
  );
  const evidence = syntheticEvidence({ files });
  await writeFile(join(folder, runFiles.evidence), toJson(evidence));
  return openRun(folder);
};

const criteria = { 'LAT-1': 'p95(latency) <= 60 ms', 'ACC-1': 'accuracy >= 85 %' };
const slow = { perDevice: 80, latency: (random: () => number) => 30_000 + random() * 100 };
const fast = { perDevice: 80, latency: (random: () => number) => 24_000 + random() * 100 };

test('two run folders of a suite come to a document that holds what it says', async () => {
  const plan = syntheticPlan(criteria);
  const base = await onDisk(plan, syntheticEvents(slow));
  const cand = await onDisk(plan, syntheticEvents(fast));
  const comparison = await compare(base, cand);
  expect(validatorOf('comparison')(comparison)).toBe(true);
  expect(comparison.criteria.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['LAT-1', 'better'],
    ['ACC-1', 'no-proof'],
  ]);
  expect(await compare(base, cand)).toEqual(comparison);
  const back = await compare(cand, base);
  expect(back.summary).toMatchObject({ worse: ['LAT-1'], exit_code: 1 });
});

test('evidence that was edited on either side is refused', async () => {
  const plan = syntheticPlan(criteria);
  const [base, cand] = [
    await onDisk(plan, syntheticEvents(slow)),
    await onDisk(plan, syntheticEvents(fast)),
  ];
  await appendFile(base.file(runFiles.events), '\n');
  await expect(compare(base, cand)).rejects.toMatchObject({ code: 'EVIDENCE_CHANGED' });
  await expect(compare(cand, base)).rejects.toMatchObject({ code: 'EVIDENCE_CHANGED' });
});

test('runs of different suites are refused, but for the baseline that a suite names', async () => {
  const plan = syntheticPlan(criteria);
  const suite = { ...plan.suite, id: 'float-baseline' };
  const golden = await onDisk({ ...plan, suite }, syntheticEvents(slow));
  const stranger = await onDisk(plan, syntheticEvents(fast));
  await expect(compare(golden, stranger)).rejects.toMatchObject({
    code: 'SUITE_OTHER',
    exitCode: 2,
    message: expect.not.stringContaining('digest'),
  });
  const pinned = digestFile(golden.file(runFiles.evidence), runFiles.evidence).sha256;
  const events = 'inputs/baseline/events.ndjson';
  const baseline = { evidence_sha256: pinned, events, build: 'float-baseline' };
  const cand = await onDisk({ ...plan, baseline }, syntheticEvents(fast));
  await mkdir(cand.file('inputs/baseline'));
  for (const name of [runFiles.events, runFiles.evidence]) {
    await copyFile(golden.file(name), cand.file('inputs/baseline', name));
  }
  const gatheredAgain = await onDisk({ ...plan, suite }, syntheticEvents(fast));
  await expect(compare(gatheredAgain, cand)).rejects.toMatchObject({
    code: 'SUITE_OTHER',
    message: expect.stringContaining(`the plan says ${pinned.slice(0, 12)}`),
    hint: expect.stringContaining('name run as the baseline in the suite'),
  });
  const comparison = await compare(golden, cand);
  expect(comparison.summary.better).toEqual(['LAT-1']);
  expect(comparison.differences[0]).toContain('float-baseline in the baseline');
});
