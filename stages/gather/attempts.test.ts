import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { syntheticEvidence, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import { attemptsBefore, earlierAttempts, noteAttempt } from './attempts.ts';

const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 85 %' });
const sha256 = 'b'.repeat(64);

test('an earlier attempt is told by how it ended and by the digest of its events', async () => {
  const runs = await mkdtemp(join(tmpdir(), 'pilot-attempts-'));
  const folderOf = async (id: string, files: Record<string, unknown>): Promise<void> => {
    const path = join(runs, id);
    await mkdir(path);
    for (const [name, value] of Object.entries(files)) {
      await writeFile(join(path, name), typeof value === 'string' ? value : JSON.stringify(value));
    }
    await noteAttempt(runs, plan, { id, path });
  };
  try {
    const evidence = syntheticEvidence({
      outcome: 'bench-fault',
      files: [{ path: 'events.ndjson', sha256, bytes: 1 }],
    });
    await folderOf('judged', {
      'evidence.json': evidence,
      'record.json': { decision: { label: 'NO-GO' } },
    });
    await folderOf('begun', {});
    await folderOf('torn', { 'evidence.json': '{"outc' });
    await folderOf('gone', {});
    await rm(join(runs, 'gone'), { recursive: true });
    expect(await earlierAttempts(runs, plan)).toEqual([
      { run: 'judged', label: 'NO-GO', outcome: 'bench-fault', events: sha256 },
      { run: 'begun', label: 'NOT JUDGED' },
      { run: 'torn', label: 'NOT JUDGED' },
      { run: 'gone', label: 'FOLDER GONE' },
    ]);
    expect(await earlierAttempts(runs, { ...plan, suite: { ...plan.suite, version: 2 } })).toEqual(
      [],
    );
  } finally {
    await rm(runs, { recursive: true });
  }
});

test('a run that is gone on with is the attempt it was; another in its folder is a new one', async () => {
  const runs = await mkdtemp(join(tmpdir(), 'pilot-attempts-'));
  try {
    const run = { id: 'run', path: join(runs, 'run') };
    const other = { id: 'other', path: join(runs, 'other') };
    const [first, later] = [new Date(1000), new Date(2000)];
    const before = async (which: typeof run, begun: Date): Promise<string[]> =>
      (await attemptsBefore(runs, plan, which, begun)).map(({ run: id }) => id);
    expect(await before(run, first)).toEqual([]);
    expect(await before(other, later)).toEqual(['run']);
    expect(await before(run, first)).toEqual([]);
    expect(await before(run, later)).toEqual(['run', 'other']);
  } finally {
    await rm(runs, { recursive: true });
  }
});
