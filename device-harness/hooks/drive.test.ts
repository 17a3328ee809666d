import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { driveThrough } from '../testing/drive.ts';
import { powerCycle } from './power.ts';

const supply = fileURLToPath(new URL('testing/supply.mjs', import.meta.url));
const never = (): AbortSignal => new AbortController().signal;

test('a power cycle ends a device and its link, and the scenario goes on in a new session', async () => {
  const folder = await scratchFolder();
  const switched = (action: string) => ({ command: [process.execPath, supply, folder, action] });
  const power = { off: switched('off'), on: switched('on'), rest: '10 ms', settle: '10 ms' };
  const device = {
    id: 'b-1',
    transport: { kind: 'serial' as const, path: join(folder, 'port') },
    hooks: { power },
  };
  const nothing = { ...power, off: { command: ['true'] } };
  await powerCycle({ ...device, hooks: { power: nothing } }, () => {}, never());
  const before = realpathSync(join(folder, 'port'));
  const steps = [{ infer: 2 }, 'power-cycle' as const, { infer: 1 }];
  const { outcome, events, journal } = await driveThrough(device, steps);
  const after = realpathSync(join(folder, 'port'));
  await powerCycle(
    { ...device, hooks: { power: { ...power, on: { command: ['true'] } } } },
    () => {},
    never(),
  );

  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 3, sessions: 2 });
  expect(events.map(({ session, seq, start }) => [session, seq, start])).toEqual([
    ['steady-0', 0, 'cold'],
    ['steady-0', 1, 'warm'],
    ['steady-1', 0, 'cold'],
  ]);
  expect([before, after].every((path) => path.startsWith('/dev/pts/'))).toBe(true);
  const said = journal.filter(({ kind, outcome: ended }) => kind === 'hook' && ended === undefined);
  expect(said.map(({ message }) => message)).toEqual(['off', 'on']);
  const answers = journal.filter(({ kind }) => kind === 'health');
  expect(answers.map(({ outcome: how }) => how)).toEqual(['answers', 'answers']);
});

const script = fileURLToPath(new URL('../testing/memory-device.mjs', import.meta.url));
const board = (hooks: object) => ({
  id: 'm-1',
  transport: { kind: 'memory' as const, script },
  hooks,
});

test('a reset by hook begins a new session', async () => {
  const reset = { command: ['echo', 'reset {id}'] };
  const { outcome, events, journal } = await driveThrough(board({ reset }), [
    'reset',
    { infer: 1 },
    'reset',
  ]);
  expect(outcome).toMatchObject({ outcome: 'complete', sessions: 2 });
  expect(events.map(({ session, kind, cause }) => [session, kind, cause])).toEqual([
    ['steady-1', 'boot', 'reset by the bench'],
    ['steady-1', 'inference', undefined],
    ['steady-2', 'boot', 'reset by the bench'],
  ]);
  expect(journal.filter(({ message }) => message === 'reset m-1')).toHaveLength(2);
});

test('a reset by lines is UNSUPPORTED where the link has none', async () => {
  const { outcome } = await driveThrough(board({ reset: { lines: [{ dtr: true }] } }), ['reset']);
  expect(outcome.fault).toMatchObject({
    code: 'UNSUPPORTED',
    cause: 'suite',
    message: 'a memory link has no control lines to reset it by',
  });
});

test('a power cycle without a hook is UNSUPPORTED where opening is not powering', async () => {
  const { outcome } = await driveThrough(
    { id: 't-1', transport: { kind: 'tcp', host: '127.0.0.1', port: 9 } },
    ['power-cycle'],
  );
  expect(outcome.fault).toMatchObject({ cause: 'bench' });
});
