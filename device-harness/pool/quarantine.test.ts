import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { validatorOf } from '../../documents/schemas.ts';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { poolFile } from './pool-state.ts';
import {
  beginQuarantine,
  type Count,
  countOutcome,
  endQuarantine,
  leftOut,
  sentenceOf,
} from './quarantine.ts';
import { startChild } from './testing/child.ts';

beforeAll(async () => {
  vi.stubEnv('PILOT_LOCKS', await scratchFolder());
});

const policy = { after: 3, for: '2 d', owner: 'Ada' };
const lost = { code: 'LOST', message: 'the link was lost', cause: 'bench' as const };
const clock = (iso: string) => (): Date => new Date(iso);
const monday = clock('2026-03-02T08:00:00Z');

const counted = async (
  runs: string,
  faults: readonly (object | undefined)[],
  more: Partial<Count> = {},
): ReturnType<typeof countOutcome> => {
  let last: Awaited<ReturnType<typeof countOutcome>>;
  for (const fault of faults) {
    const outcome = { id: 'pump-3', ...(fault && { fault: fault as typeof lost }) };
    last = await countOutcome(outcome, { runs, run: 'run-9', policy, now: monday, ...more });
  }
  return last;
};

describe('a device with bench faults in a row', () => {
  test('is out after K of them, until it expires, and is then counted anew', async () => {
    const runs = await scratchFolder();
    expect(await counted(runs, [lost, lost])).toBeUndefined();
    expect(await leftOut(runs, ['pump-3'], monday)).toEqual([]);
    const quarantined = await counted(runs, [lost]);
    expect(quarantined).toEqual({
      id: 'pump-3',
      since: '2026-03-02T08:00:00.000Z',
      until: '2026-03-04T08:00:00.000Z',
      owner: 'Ada',
      why: '3 bench faults in a row, the last in run run-9: the link was lost (LOST)',
    });
    expect(sentenceOf(quarantined!)).toBe(
      'pump-3 is in quarantine since 2026-03-02 08:00 UTC (Ada looks after it) until 2026-03-04 08:00 UTC: 3 bench faults in a row, the last in run run-9: the link was lost (LOST)',
    );
    expect(await leftOut(runs, ['pump-1', 'pump-3'], monday)).toEqual([quarantined]);
    expect(await leftOut(runs, undefined, clock('2026-03-04T07:59:59Z'))).toEqual([quarantined]);
    const expired = clock('2026-03-04T08:00:00Z');
    expect(await leftOut(runs, undefined, expired)).toEqual([]);
    expect(await counted(runs, [lost, lost], { now: expired })).toBeUndefined();
    expect(await counted(runs, [lost], { now: expired })).toMatchObject({ id: 'pump-3' });
  });

  test('begins a new row after a good run', async () => {
    const runs = await scratchFolder();
    expect(await counted(runs, [lost, lost, undefined, lost, lost])).toBeUndefined();
    expect(await counted(runs, [lost])).toBeDefined();
  });

  test.each([
    ['its own', { code: 'RESET', message: 'it restarted' }],
    ["the suite's", { code: 'STIMULUS', message: 'none left' }],
    ["nobody's: the run was interrupted", { code: 'INTERRUPTED', message: 'stopped' }],
    ["nobody's: another run had it", { code: 'DEVICE_BUSY', message: 'held' }],
    ['its own, which the code alone would not tell', { ...lost, cause: 'device' }],
  ])('is not counted for a fault that is %s', async (_, fault) => {
    const runs = await scratchFolder();
    expect(await counted(runs, [lost, lost, fault, fault])).toBeUndefined();
    expect(await counted(runs, [lost])).toBeDefined();
  });

  test('is not counted at all where the bench has no policy', async () => {
    const runs = await scratchFolder();
    await counted(runs, [lost, lost, lost, lost], { policy: undefined });
    expect(await leftOut(runs)).toEqual([]);
  });
});

describe('by hand', () => {
  test('a quarantine begins, changes and ends', async () => {
    const runs = await scratchFolder();
    const first = await beginQuarantine(runs, { id: 'pump-1', why: 'loose cable' }, monday);
    expect(first).toMatchObject({ until: '2026-03-09T08:00:00.000Z', why: 'loose cable' });
    expect(sentenceOf(first)).toContain('nobody looks after it');
    await beginQuarantine(
      runs,
      { id: 'pump-1', why: 'at the maker', owner: 'Grace', time: '300 years' },
      monday,
    );
    expect(await leftOut(runs, undefined, monday)).toMatchObject([
      { id: 'pump-1', owner: 'Grace', why: 'at the maker' },
    ]);
    expect(await endQuarantine(runs, 'pump-1', monday)).toBe(true);
    expect(await endQuarantine(runs, 'pump-1', monday)).toBe(false);
    expect(await leftOut(runs, undefined, monday)).toEqual([]);
    expect(JSON.parse(await readFile(poolFile(runs), 'utf8'))).toEqual({ v: 1, devices: {} });
  });

  test('a device may be called as anything in the language is', async () => {
    const runs = await scratchFolder();
    expect(await leftOut(runs, ['constructor'])).toEqual([]);
    await beginQuarantine(runs, { id: 'constructor', why: 'a name' });
    expect(await leftOut(runs, ['constructor'])).toHaveLength(1);
  });
});

test('two runs at once lose no count', async () => {
  const runs = await scratchFolder();
  const counters = Array.from({ length: 4 }, () => startChild('counter.mjs', { runs, faults: 10 }));
  const ends = await Promise.all(counters.map(async ({ ended }) => ended));
  expect(ends).toEqual([0, 0, 0, 0]);
  const state: unknown = JSON.parse(await readFile(poolFile(runs), 'utf8'));
  expect(validatorOf('pool')(state)).toBe(true);
  expect(state).toMatchObject({ devices: { 'pump-3': { bench_faults: 40 } } });
});

test.each([
  ['{"v":1,', 'no JSON'],
  ['{"v":1,"devices":{"a":{"faults":1}}}', 'faults'],
])('a file that reads %s is refused with its place', async (text, words) => {
  const runs = await scratchFolder();
  await writeFile(join(runs, 'pool.json'), text);
  await expect(leftOut(runs)).rejects.toMatchObject({
    code: 'POOL_INVALID',
    message: expect.stringContaining(words),
    where: { file: join(runs, 'pool.json') },
  });
});
