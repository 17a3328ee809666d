import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Step } from '../../schemas/types/suite.ts';
import { driveThrough } from '../testing/drive.ts';

const elf = readFileSync(
  new URL('../../fixtures/firmware/pump-guard/images/int8-robust.elf', import.meta.url),
);
const device = { id: 'pump', transport: { kind: 'emulator' as const, board: 'rp2040' as const } };

/** Drives firmware that brings faults about in itself. */
const drive = async (...steps: Step[]) => driveThrough(device, steps, { image: { elf } });

test.each([
  ['sensor-stuck', 'safe'],
  ['sensor-missing', 'safe'],
  ['model-corrupt', 'safe'],
  ['brown-out', 'restarted'],
])('%s leads to the state %s, and how long that took is kept', async (inject, state) => {
  const { outcome, events } = await drive(
    'reset',
    { infer: 1 },
    { inject, 'expect-state': state, within: '1 s' },
  );
  expect(outcome.outcome).toBe('complete');
  const reached = events.find(({ kind }) => kind === 'state');
  expect(reached).toMatchObject({ cause: inject, state, outcome: 'ok' });
  expect(reached?.reaction_us).toBeGreaterThan(0);
  expect(reached?.reaction_us).toBeLessThan(1e6);
});

test('a state that comes too late is an event to be judged, and the device is driven on', async () => {
  const { outcome, events } = await drive(
    'reset',
    { inject: 'sensor-stuck', 'expect-state': 'safe', within: '5 ms' },
    { wait: '1 s' },
    { infer: 1 },
  );
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 1 });
  const reached = events.find(({ kind }) => kind === 'state');
  expect(reached).toMatchObject({ outcome: 'late', state: 'unknown' });
  expect(reached).not.toHaveProperty('reaction_us');
});

test('answers in the safe state say that they are a fallback, until the fault is cleared', async () => {
  const { events } = await drive(
    'reset',
    { infer: 1 },
    { inject: 'model-corrupt', 'expect-state': 'safe' },
    { infer: 1 },
    { clear: 'model-corrupt', 'expect-state': 'normal' },
    { infer: 1 },
  );
  const fallbacks = events.flatMap(({ kind, fallback }) =>
    kind === 'inference' ? [fallback] : [],
  );
  expect(fallbacks).toEqual([false, true, false]);
});

test('a calibration tells how old the one before it was', async () => {
  const { events } = await drive('reset', { sleep: '10 s' }, { calibrate: true }, 'infer');
  expect(events.find(({ kind }) => kind === 'calibration')).toMatchObject({
    age_s: 10,
    outcome: 'ok',
  });
});

test('six hours without a connection leave a backlog that comes whole', async () => {
  const { events } = await drive('reset', { offline: '6 h' });
  expect(events.find(({ kind }) => kind === 'sync')).toMatchObject({
    queued: 36,
    lost: 0,
    duplicated: 0,
    outcome: 'ok',
  });
});

test('a queue that is too small and an uplink that repeats itself are told apart', async () => {
  const { events } = await drive(
    'reset',
    { offline: '12 h' },
    { inject: 'uplink-repeats', 'expect-state': 'normal' },
    { offline: '1 h' },
  );
  expect(events.filter(({ kind }) => kind === 'sync')).toMatchObject([
    { queued: 64, lost: 8, duplicated: 0, outcome: 'lost' },
    { queued: 6, lost: 0, duplicated: 2, outcome: 'duplicated' },
  ]);
});

test('a fault the firmware does not know is an error of the device', async () => {
  const { outcome } = await drive('reset', { inject: 'gremlins', 'expect-state': 'safe' });
  expect(outcome).toMatchObject({ fault: { code: 'DEVICE_ERROR', cause: 'device' } });
});
