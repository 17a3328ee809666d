import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tryLock } from '../device-harness/index.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { added, type Line, nothingYet, progressIn } from './follow/progress.ts';
import { type Heard, openFollow, progressBetween } from './follow.ts';

const journal: readonly Line[] = [
  { kind: 'run-started' },
  { kind: 'device-opened', device: 'a' },
  { kind: 'scenario-started', device: 'a', scenario: 'steady' },
  { kind: 'step-started', device: 'a', scenario: 'steady', step: 'infer' },
  { kind: 'event', device: 'a', data: { kind: 'boot' } },
  { kind: 'event', device: 'a', data: { kind: 'inference' } },
  { kind: 'rejected', device: '__proto__' },
  { kind: 'fault', device: 'a', at: '2026-11-23T08:00:00.000Z', message: 'silent', outcome: 'x' },
  { kind: 'device-closed', device: 'a', outcome: 'fault' },
  { kind: 'device-opened', device: 'a' },
  { kind: 'event', device: 'a', data: { kind: 'inference' } },
  { kind: 'attempt', device: 'a', attempt: 2, outcome: 'complete' },
  { kind: 'device-closed', device: 'a', outcome: 'complete' },
  { kind: 'run-finished', outcome: 'complete' },
];

test('cut anywhere, the pieces of a journal add up to the whole', () => {
  const whole = progressIn(journal);
  expect(whole.devices['a']).toMatchObject({
    outcome: 'complete',
    inferences: 2,
    events: 3,
    faults: 1,
    attempts: 1,
    attempt: 2,
  });
  expect(Object.keys(whole.devices)).toEqual(['a', '__proto__']);
  expect(whole.outcome).toBe('complete');
  for (let cut = 0; cut <= journal.length; cut += 1) {
    const [before, after] = [journal.slice(0, cut), journal.slice(cut)].map(progressIn);
    expect(added(before!, after!), `cut at ${cut}`).toEqual(whole);
  }
});

test('a million remarks of a run that fails all the time leave the latest fifty', () => {
  let sum = nothingYet;
  for (let block = 0; block < 100; block += 1) {
    const faults = Array.from({ length: 10_000 }, (_, index) => ({
      kind: 'fault',
      device: 'a',
      message: `${block} ${index}`,
    }));
    sum = added(sum, progressIn(faults));
  }
  expect(sum.remarks).toHaveLength(50);
  expect(sum.remarks.at(-1)?.text).toBe('99 9999');
  expect(sum.devices['a']?.faults).toBe(1_000_000);
});

const text = (lines: readonly Line[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

test('a run is followed from its beginning to its end, its half-written lines held back', async () => {
  const runs = await scratchFolder();
  const folder = join(runs, 'one');
  const file = join(folder, 'journal.ndjson');
  await mkdir(join(folder, 'inputs'), { recursive: true });
  await writeFile(file, text(journal.slice(0, 5)));
  const lock = tryLock(folder, 'run', { run: 'one' }) as Disposable;
  using follow = openFollow(runs);
  const heard: Heard[] = [];
  const until = async (kind: Heard['kind']): Promise<void> => {
    await expect.poll(() => heard.some((one) => one.kind === kind), { timeout: 10_000 }).toBe(true);
  };
  onTestFinished(follow.listen((what) => heard.push(what)));
  const [run] = await follow.running();
  expect(run).toMatchObject({ id: 'one', progress: progressIn(journal.slice(0, 5)) });
  const rest = text(journal.slice(5));
  await appendFile(file, rest.slice(0, -10));
  await until('added');
  await appendFile(file, rest.slice(-10));
  lock[Symbol.dispose]();
  await until('ended');
  const pieces = heard.flatMap((one) => (one.kind === 'added' ? [one.piece] : []));
  let at = run!.offset;
  for (const { from, to } of pieces) {
    expect(from).toBe(at);
    at = to;
  }
  const sum = pieces.reduce((sum, { progress }) => added(sum, progress), run!.progress);
  expect(sum).toEqual(progressIn(journal));
  expect((await progressBetween(folder, run!.offset)).to).toBe(at);
});
