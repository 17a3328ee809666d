import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { createHolds, type Holds } from './hold.ts';
import { resourcesOf } from './resources.ts';
import { startChild } from './testing/child.ts';

const holdsIn = (folder: string, run: string, signal = new AbortController().signal): Holds =>
  createHolds({ folder: () => folder, about: { run }, within_ms: 20_000, signal });

const serial = async (id: string, path: string, more: object = {}): Promise<readonly string[]> =>
  resourcesOf({ id, transport: { kind: 'serial', path }, ...more });

test('a board is known by all its names, in one order whatever the order they are written in', async () => {
  const usb = { kind: 'serial' as const, usb: { serial: 'E660-none' } };
  expect(await resourcesOf({ id: 'a', transport: usb })).toEqual(['usb e660-none']);
  expect(await serial('a', '/dev/no-such-port')).toEqual(['port /dev/no-such-port']);
  const crossing = await Promise.all(
    [
      ['psu', 'meter'],
      ['meter', 'psu'],
    ].map(async (instruments) =>
      serial('a', '/dev/no-such-port', { physical: 'pump-3', instruments }),
    ),
  );
  expect(crossing[0]).toEqual([
    'board pump-3',
    'instrument meter',
    'instrument psu',
    'port /dev/no-such-port',
  ]);
  expect(crossing[1]).toEqual(crossing[0]);
});

test.each([
  [{ kind: 'tcp' as const, host: 'LocalHost', port: 4000 }, ['address 127.0.0.1:4000']],
  [{ kind: 'rfc2217' as const, host: 'gate', port: 1 }, ['address gate:1']],
  [{ kind: 'http' as const, url: 'http://gate/dut' }, ['address gate:80']],
  [{ kind: 'unix' as const, path: '/no/such.sock' }, ['socket /no/such.sock']],
  [{ kind: 'emulator' as const, board: 'rp2040' as const }, []],
  [{ kind: 'process' as const, command: ['ssh', 'gate'] }, []],
])('%o is locked as %o', async (transport, keys) => {
  expect(await resourcesOf({ id: 'a', transport })).toEqual(keys);
});

test('two devices of one run that are one board are driven one after the other, not refused', async () => {
  const folder = await scratchFolder();
  const holds = createHolds({
    folder: () => folder,
    about: { run: 'one' },
    within_ms: 0,
    signal: new AbortController().signal,
  });
  const log: string[] = [];
  const drive = async (id: string): Promise<void> => {
    using _held = await holds.take(['board pump-3']);
    log.push(`${id} begins`);
    await sleep(50);
    log.push(`${id} ends`);
  };
  await Promise.all(['a', 'b', 'c'].map(drive));
  expect(log).toEqual(['a', 'b', 'c'].flatMap((id) => [`${id} begins`, `${id} ends`]));
});

test('runs whose devices need crossing sets of instruments never wait for each other in a circle', async () => {
  const folder = await scratchFolder();
  const random = seededRandom(7);
  const names = ['meter', 'psu', 'scope', 'shaker'];
  const inUse = new Set<string>();
  const runs = [holdsIn(folder, 'one'), holdsIn(folder, 'two'), holdsIn(folder, 'three')];
  const turns = runs.flatMap((holds, run) =>
    Array.from({ length: 30 }, async (_, index) => {
      const instruments = names
        .map((name) => ({ name, at: random(1000) }))
        .toSorted((a, b) => a.at - b.at)
        .slice(0, 1 + random(3))
        .map(({ name }) => name);
      const keys = await serial(`d-${run}-${index}`, `/dev/none-${run}-${index}`, { instruments });
      using _held = await holds.take(keys);
      expect(keys.filter((key) => inUse.has(key))).toEqual([]);
      for (const key of keys) inUse.add(key);
      await sleep(random(3));
      for (const key of keys) inUse.delete(key);
    }),
  );
  await Promise.all(turns);
});

test('what was taken is given back when the rest cannot be had', async () => {
  const folder = await scratchFolder();
  const holder = startChild('lock-holder.mjs', { folder, key: 'instrument meter' });
  await holder.said();
  const holds = createHolds({
    folder: () => folder,
    about: { run: 'one' },
    within_ms: 100,
    signal: new AbortController().signal,
  });
  const keys = ['board a', 'instrument meter'];
  await expect(holds.take(keys)).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
  await expect(holds.take(keys)).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
  const others = holdsIn(folder, 'two');
  (await others.take(['board a']))[Symbol.dispose]();
  await holder.end('SIGTERM');
  (await others.take(keys))[Symbol.dispose]();
});

test('an interrupt ends the waiting, and others get their turn', async () => {
  const controller = new AbortController();
  const holds = holdsIn(await scratchFolder(), 'one', controller.signal);
  const held = await holds.take(['board a']);
  const waiting = holds.take(['board a']);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(holds.take(['board b'])).rejects.toThrow('enough');
  held[Symbol.dispose]();
});
