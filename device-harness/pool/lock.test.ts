import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { ourselves } from './holder.ts';
import { type Claim, type Lock, tryLock } from './lock.ts';
import { startChild } from './testing/child.ts';
import { waitForLock } from './wait-for-lock.ts';

const about = { run: 'run-1', suite: 'pump-guard' };
const key = 'port /dev/ttyACM0';

const taken = (found: Lock | Claim): Lock => {
  if ('pid' in found) throw new Error(`held by ${found.pid}`);
  return found;
};

describe('a lock between processes', () => {
  test('says who holds it, and is free once it is given back', async () => {
    const folder = await scratchFolder();
    const lock = taken(tryLock(folder, key, about));
    expect(tryLock(folder, key, about)).toMatchObject({
      pid: process.pid,
      run: 'run-1',
      suite: 'pump-guard',
      key,
      since: expect.stringMatching(/^\d{4}-.*Z$/u),
    });
    taken(tryLock(folder, 'port /dev/ttyACM1', about))[Symbol.dispose]();
    lock[Symbol.dispose]();
    lock[Symbol.dispose]();
    taken(tryLock(folder, key, about))[Symbol.dispose]();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of another living process is busy at the deadline, and its death frees it', async () => {
    const folder = await scratchFolder();
    const holder = startChild('lock-holder.mjs', { folder, key });
    expect(await holder.said()).toBe('held');
    const waiting: number[] = [];
    const options = { folder, key, about, onWaiting: ({ pid }: Claim) => void waiting.push(pid) };
    await expect(waitForLock({ ...options, within_ms: 300 })).rejects.toMatchObject({
      code: 'DEVICE_BUSY',
      exitCode: 4,
      message: expect.stringMatching(
        new RegExp(
          `^port /dev/ttyACM0 is held by process ${holder.pid} on .* \\(run held-run of pump-guard, since .*within 0.3 s$`,
          'u',
        ),
      ),
    });
    expect(waiting).toEqual([holder.pid]);
    const next = waitForLock({ ...options, within_ms: 30_000 });
    await holder.end('SIGKILL');
    (await next)[Symbol.dispose]();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is given up for on abort', async () => {
    const folder = await scratchFolder();
    using _lock = taken(tryLock(folder, key, about));
    const controller = new AbortController();
    const options = { folder, key, about, within_ms: 60_000, signal: controller.signal };
    const waiting = waitForLock(options);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  const forged = (folder: string, change: Partial<Claim> | string): void => {
    tryLock(folder, key, about);
    const [lock = ''] = readdirSync(folder);
    const [name = ''] = readdirSync(join(folder, lock));
    const file = join(folder, lock, name);
    const claim = JSON.parse(readFileSync(file, 'utf8')) as Claim;
    writeFileSync(
      file,
      typeof change === 'string' ? change : JSON.stringify({ ...claim, ...change }),
    );
  };

  test.each([
    ['its number was given to another process since', { start: '1' }],
    ['the machine was started again since', { boot: 'another-boot' }],
    ["its number is nobody's", { pid: 2 ** 22 + 1 }],
    ['its claim was cut off by a full disk', '{"pid":'],
  ])('is reclaimed where %s', async (_, change) => {
    const folder = await scratchFolder();
    forged(folder, change);
    taken(tryLock(folder, key, about));
  });

  test.each([
    ['another machine', { host: 'elsewhere', boot: 'another-boot' }],
    ['another container', { space: 'pid:[1]', pid: 2 ** 22 + 1 }],
  ])('of %s, where nobody can look, stands', async (_, change) => {
    const folder = await scratchFolder();
    forged(folder, change);
    expect(tryLock(folder, key, about)).toMatchObject(change);
  });

  test('sweeps up claims that were never handed in', async () => {
    const folder = await scratchFolder();
    for (const name of ['old.new', 'young.new']) mkdirSync(join(folder, name));
    utimesSync(join(folder, 'old.new'), 1, 1);
    taken(tryLock(folder, key, about))[Symbol.dispose]();
    expect(readdirSync(folder)).toEqual(['young.new']);
  });

  test.skipIf(process.platform === 'win32')('leaves what it may not sweep', async () => {
    const folder = await scratchFolder();
    const left = join(folder, 'old.new');
    mkdirSync(left);
    writeFileSync(join(left, 'claim'), '{}');
    utimesSync(left, 1, 1);
    chmodSync(left, 0o555);
    chmodSync(folder, 0o777);
    const module = fileURLToPath(new URL('lock.ts', import.meta.url));
    // Whoever may do everything does it as nobody.
    const script = `
      const { default: { tryLock } } = await import(${JSON.stringify(module)});
      if (process.getuid() === 0) process.setuid(65534);
      console.log(Symbol.dispose in tryLock(${JSON.stringify(folder)}, 'k', { run: 'r' }));`;
    const said = execFileSync(
      process.execPath,
      ['--import', 'jiti/register', '--input-type=module', '-e', script],
      { encoding: 'utf8' },
    );
    chmodSync(left, 0o755);
    expect(said).toBe('true\n');
  });

  test('knows itself by more than its number', () => {
    expect(ourselves()).toMatchObject({ pid: process.pid, start: expect.stringMatching(/./u) });
  });
});

test('of twenty processes that fight for one lock, never two have it, though some are killed with it', async () => {
  const folder = await scratchFolder();
  const fighters = Array.from({ length: 20 }, (_, index) =>
    startChild('lock-fighter.mjs', {
      folder,
      key,
      turns: 60,
      // Every fourth dies while it holds the lock; the others must reclaim it, and only one of them.
      ...(index % 4 === 0 && { die: 5 + index }),
    }),
  );
  const ends = await Promise.all(fighters.map(async ({ ended }) => ended));
  expect(ends).toEqual(ends.map((_, index) => (index % 4 === 0 ? undefined : 0)));
  taken(tryLock(folder, key, about))[Symbol.dispose]();
  expect(readdirSync(folder)).toEqual([]);
});
