import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { sha256 } from '../../evidence/digest.ts';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { driveThrough } from '../testing/drive.ts';
import { ptyDevice, type PtyDevice } from '../testing/pty.ts';
import type { Journal } from '../scenario/context.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import { openPool, type PoolOptions } from './pool.ts';
import { resourcesOf } from './resources.ts';
import { startChild } from './testing/child.ts';

type Entry = Parameters<Journal>[0];

let locks = '';
beforeEach(async () => {
  locks = await scratchFolder();
  vi.stubEnv('PILOT_LOCKS', locks);
});

const boardAt = ({ path }: PtyDevice, more: Partial<DeviceConfig> = {}): DeviceConfig => ({
  id: 'b-1',
  transport: { kind: 'serial', path },
  ...more,
});

/** Drives a device from a pool of its own; what the pool and the drive journal, in order. */
const driveFrom = async (
  runs: string,
  device: DeviceConfig,
  options: Partial<PoolOptions> = {},
): Promise<{ outcome: Awaited<ReturnType<typeof driveThrough>>['outcome']; entries: Entry[] }> => {
  const entries: Entry[] = [];
  const journal: Journal = (entry) => void entries.push(entry);
  const signal = new AbortController().signal;
  const config = { lockWait: '300 ms' };
  const pool = openPool({ config, runs, run: 'run-1', suite: 's', journal, signal, ...options });
  const outcome = await pool.use(device, async () => {
    const driven = await driveThrough(device, [{ infer: 1 }], { onJournal: journal });
    return driven.outcome;
  });
  return { outcome, entries };
};

const kinds = (entries: readonly Entry[]): string[] =>
  entries
    .filter(({ kind }) => ['lock', 'health', 'fault', 'quarantined'].includes(kind))
    .map(({ kind, outcome }) => `${kind} ${outcome ?? ''}`.trim());

describe('a board', () => {
  test('is locked while it is driven, answers, and is free again', async () => {
    const runs = await scratchFolder();
    const device = await ptyDevice();
    const board = boardAt(device, { instruments: ['meter'] });
    for (let turn = 0; turn < 2; turn += 1) {
      const { outcome, entries } = await driveFrom(runs, board);
      expect(outcome).toMatchObject({ outcome: 'complete', inferences: 1 });
      expect(kinds(entries)).toEqual(['lock held', 'health answers']);
      expect(entries[0]?.message).toBe(`instrument meter, port ${device.path}`);
    }
    await device.vanish();
  });

  test('that another process holds is DEVICE_BUSY, and counts against nobody', async () => {
    const runs = await scratchFolder();
    const device = await ptyDevice();
    const [key] = await resourcesOf(boardAt(device));
    const holder = startChild('lock-holder.mjs', { folder: locks, key });
    await holder.said();
    const config = { lockWait: '300 ms', quarantine: { after: 1 } };
    const { outcome, entries } = await driveFrom(runs, boardAt(device), { config });
    expect(outcome).toMatchObject({
      outcome: 'fault',
      events: 0,
      fault: {
        code: 'DEVICE_BUSY',
        cause: 'bench',
        message: expect.stringContaining(`held by process ${holder.pid}`),
      },
    });
    expect(kinds(entries)).toEqual(['lock waiting', 'fault DEVICE_BUSY']);
    const closed = entries.filter(({ kind }) => kind === 'device-closed');
    expect(closed).toMatchObject([{ outcome: 'fault', data: outcome }]);
    await holder.end('SIGKILL');
    const again = await driveFrom(runs, boardAt(device), { config });
    expect(again.outcome.outcome).toBe('complete');
    await device.vanish();
  });

  test.each([
    ['whose hook says it is ill', {}, ['sh', '-c', 'echo no voltage; exit 1'], 'HOOK_FAILED'],
    ['that says nothing', { fault: 'deaf' }, ['true'], 'DEADLINE'],
  ])(
    '%s is left out for the bench to mend, and in quarantine after K',
    async (_, misbehaviour, command, code) => {
      const runs = await scratchFolder();
      const device = await ptyDevice(misbehaviour);
      const board = boardAt(device, { hooks: { health: { command } } });
      const config = { quarantine: { after: 2, owner: 'Ada' } };
      const first = await driveFrom(runs, board, { config });
      expect(first.outcome).toMatchObject({
        outcome: 'fault',
        events: 0,
        fault: { code, cause: 'bench' },
      });
      expect(kinds(first.entries).slice(-2).toSorted()).toEqual([`fault ${code}`, 'health fault']);
      const second = await driveFrom(runs, board, { config });
      expect(kinds(second.entries).at(-1)).toBe('quarantined');
      expect(second.entries.at(-1)).toMatchObject({ data: { owner: 'Ada' } });
      await device.vanish();
    },
  );
});

describe('a board with a flash hook', () => {
  const bytes = Buffer.from('an image');
  const candidate = {
    bytes,
    name: 'app.elf',
    sha256: sha256(bytes),
    differs: (): string | undefined => undefined,
  };
  const flashed = (entries: readonly Entry[]): string[] =>
    entries
      .filter(({ kind, data }) => kind === 'hook' && data?.['hook'] === 'flash')
      .map(({ outcome, message }) => `${outcome ?? message}`);

  test('is flashed when this bench did not put that image on it last, or it says otherwise', async () => {
    const runs = await scratchFolder();
    const device = await ptyDevice();
    const target = join(runs, 'flashed');
    const flash = { command: ['cp', '{image}', target] };
    const board = boardAt(device, { hooks: { flash } });

    const first = await driveFrom(runs, board, { candidate });
    expect(first.outcome.outcome).toBe('complete');
    expect(await readFile(target, 'utf8')).toBe('an image');
    expect(flashed(first.entries)).toEqual([
      'to be flashed: this bench did not put this image on it last',
      'started',
      'done',
    ]);

    const second = await driveFrom(runs, board, { candidate });
    expect(flashed(second.entries)).toEqual(['skipped']);

    const differs = ({ firmware }: { firmware?: string }): string => `it runs ${firmware}`;
    const other = await driveFrom(runs, board, { candidate: { ...candidate, differs } });
    expect(flashed(other.entries)[0]).toBe('to be flashed: it runs pty-device');

    const always = boardAt(device, { hooks: { flash: { ...flash, when: 'always' } } });
    const third = await driveFrom(runs, always, { candidate });
    expect(flashed(third.entries)[0]).toBe('to be flashed: it is flashed before every run');
    await device.vanish();
  });

  test('that cannot be flashed is not driven, and nobody knows what is on it', async () => {
    const runs = await scratchFolder();
    const device = await ptyDevice();
    const tool = join(runs, 'tool.sh');
    const board = boardAt(device, { hooks: { flash: { command: ['sh', tool] } } });
    await writeFile(tool, 'exit 0');
    await driveFrom(runs, board, { candidate });
    await writeFile(tool, 'echo verify failed >&2; exit 1');
    const image = { ...candidate, bytes: Buffer.from('2'), sha256: sha256('2') };
    const { outcome } = await driveFrom(runs, board, { candidate: image });
    expect(outcome.fault).toMatchObject({
      code: 'HOOK_FAILED',
      message: 'its flash hook ended with 1: verify failed',
    });
    const again = await driveFrom(runs, board, { candidate });
    expect(flashed(again.entries)[0]).toContain('did not put this image on it last');
    await device.vanish();
  });
});

test('a device of this process needs no lock', async () => {
  const script = fileURLToPath(new URL('../testing/memory-device.mjs', import.meta.url));
  const board: DeviceConfig = { id: 'm-1', transport: { kind: 'memory', script } };
  const { outcome, entries } = await driveFrom(await scratchFolder(), board);
  expect(outcome.outcome).toBe('complete');
  expect(kinds(entries)).toEqual(['health answers']);
});
