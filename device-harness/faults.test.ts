import { describe, expect, test } from 'vitest';
import { serial } from './transports/serial.ts';
import { driveThrough } from './testing/drive.ts';
import { ptyDevice, type PtyDevice } from './testing/pty.ts';

const deviceAt = ({ path }: PtyDevice) => ({
  id: 'bench-1',
  transport: { kind: 'serial' as const, path },
});

/** Whether another program could use the port now. */
const isFree = async ({ path }: PtyDevice): Promise<boolean> => {
  const transport = await serial.open({ path }, new AbortController().signal);
  await transport[Symbol.asyncDispose]();
  return true;
};

describe('a device on a real serial line that fails after four good answers', () => {
  test.each([
    ['silence', 'DEADLINE', 'no answer within 0.4 s'],
    ['hang', 'DEADLINE', 'no answer within 0.4 s'],
    ['garbage', 'GARBLED', 'only unreadable output'],
    ['not-utf8', 'GARBLED', 'only unreadable output'],
    ['half-a-line', 'GARBLED', 'only unreadable output'],
    ['endless-line', 'GARBLED', 'only unreadable output'],
    ['flood', 'FLOOD', 'without the answer'],
    ['reset', 'RESET', 'cause: watchdog'],
    ['disappear', 'LOST', 'link was lost'],
    ['wrong-sample', 'PROTOCOL', 'answered for "another" when asked "w-5"'],
    ['unknown-label', 'PROTOCOL', '"sabotage", which is none of its labels'],
    ['no-ticks', 'PROTOCOL', 'no valid "ticks"'],
    ['too-few-scores', 'PROTOCOL', '1 scores for 2 labels'],
    ['error-reply', 'DEVICE_ERROR', 'BAD_COMMAND: no such thing'],
  ])('%s is the fault %s, and what came before is kept', async (fault, code, message) => {
    const device = await ptyDevice({ fault, after: 4 });
    // A flood ends the wait by itself, as soon as a busy host has read enough of it.
    const within = code === 'FLOOD' ? '20 s' : '400 ms';
    const steps = ['reset' as const, { infer: 10, within }];
    const { outcome, events, journal } = await driveThrough(deviceAt(device), steps);

    expect(outcome).toMatchObject({
      outcome: 'fault',
      inferences: 4,
      fault: {
        code,
        message: expect.stringContaining(message),
        scenario: 'steady',
        step: 'infer 10',
      },
    });
    const inferences = events.filter(({ kind }) => kind === 'inference');
    expect(inferences.map(({ sample }) => sample)).toEqual(['w-1', 'w-2', 'w-3', 'w-4']);
    expect(journal.find(({ kind }) => kind === 'fault')).toMatchObject({ outcome: code });
    expect(journal.at(-1)).toMatchObject({ kind: 'device-closed', outcome: 'fault' });
    if (fault !== 'disappear') expect(await isFree(device)).toBe(true);
    await device.vanish();
  });
});

test('the boot of an unasked restart is kept as an event of the next session', async () => {
  const device = await ptyDevice({ fault: 'reset', after: 1 });
  const { outcome, events } = await driveThrough(deviceAt(device), ['reset', 'infer']);
  expect(outcome).toMatchObject({ sessions: 2, events: 3 });
  expect(events.at(-1)).toMatchObject({
    kind: 'boot',
    session: 'steady-2',
    seq: 0,
    cause: 'watchdog',
  });
  await device.vanish();
});

test('banter between answers is journaled as noise and changes nothing', async () => {
  const device = await ptyDevice({ fault: 'banter', after: 2 });
  const { outcome, journal } = await driveThrough(deviceAt(device), ['reset', 'infer']);
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 10 });
  const noise = journal.filter(({ kind }) => kind === 'noise');
  expect(noise).toHaveLength(8);
  expect(noise[0]).toMatchObject({ data: { text: 'I (312) wifi: connected' }, step: 'infer' });
  await device.vanish();
});

test.each(['in-pieces', 'stale'])('%s changes nothing about the answers', async (fault) => {
  const device = await ptyDevice({ fault, after: 2 });
  const { outcome, events } = await driveThrough(deviceAt(device), ['reset', 'infer']);
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 10 });
  expect(events.filter(({ kind }) => kind === 'inference')).toHaveLength(10);
  await device.vanish();
});

test('an interrupted run closes the port at once and says so', async () => {
  const device = await ptyDevice({ fault: 'silence', after: 2 });
  const controller = new AbortController();
  const { outcome } = await driveThrough(deviceAt(device), ['reset', 'infer'], {
    signal: controller.signal,
    deadline: '1 h',
    onEvent: ({ sample }) => sample === 'w-2' && controller.abort(),
  });
  expect(outcome).toMatchObject({
    outcome: 'fault',
    fault: { code: 'INTERRUPTED' },
    inferences: 2,
  });
  expect(await isFree(device)).toBe(true);
  await device.vanish();
});

test('a port that is not there is the fault of that device alone', async () => {
  const device = { id: 'bench-1', transport: { kind: 'serial' as const, path: '/dev/ttyNONE' } };
  const { outcome } = await driveThrough(device, ['reset', 'infer']);
  expect(outcome).toMatchObject({ outcome: 'fault', events: 0, fault: { code: 'PORT_MISSING' } });
});
