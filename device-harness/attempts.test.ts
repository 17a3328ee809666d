import { expect, test } from 'vitest';
import type { Step } from '../schemas/types/suite.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import type { Drive } from './index.ts';
import { type Driven, driveThrough, silentWindows } from './testing/drive.ts';
import { ptyDevice } from './testing/pty.ts';
import { losingDevice } from './testing/socket-peer.ts';

type Retry = NonNullable<Drive['scenarios'][number]['retry']>;

/** Drives a device that loses its connections through one scenario. */
const lose = async (
  lost: readonly number[],
  steps: readonly Step[],
  { retry, hooks }: { retry?: Retry; hooks?: Drive['device']['hooks'] } = {},
): Promise<Driven> => {
  const peer = await losingDevice(lost);
  const transport = { kind: 'tcp' as const, host: '127.0.0.1', port: Number(peer.address) };
  try {
    return await driveThrough({ id: 'd-1', transport, ...(hooks && { hooks }) }, [], {
      scenarios: [{ id: 'steady', steps, retry }],
      stimuli: { steady: silentWindows(10) },
      deadline: '5 s',
    });
  } finally {
    await peer.vanish();
  }
};

const samples = (events: readonly TelemetryEvent[]): string[] =>
  events.flatMap(({ kind, sample }) => (kind === 'inference' ? [sample ?? ''] : []));

const all = silentWindows(10).map(({ sample }) => sample);

/** No event has the device, session and number of another. */
const areNumbered = (events: readonly TelemetryEvent[]): boolean =>
  new Set(events.map(({ session, seq }) => `${session} ${seq}`)).size === events.length;

const steps = ({ journal }: Driven): string[] =>
  journal.flatMap(({ kind, step }) => (kind === 'step-started' ? [step ?? ''] : []));

const lost = { code: 'LOST', message: expect.any(String), cause: 'bench' };

test('a scenario is tried again with the stimuli that are left, in sessions of its own', async () => {
  const driven = await lose([4], ['reset', 'infer'], { retry: { attempts: 3 } });
  const { outcome, events, journal } = driven;
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 10, sessions: 2, events: 12 });
  expect(outcome.attempts).toEqual([
    { scenario: 'steady', attempt: 1, outcome: 'fault', fault: lost },
    { scenario: 'steady', attempt: 2, outcome: 'complete' },
  ]);
  expect(samples(events)).toEqual(all);
  expect(areNumbered(events)).toBe(true);
  expect(events.map(({ session }) => session).filter((id, i, ids) => id !== ids[i - 1])).toEqual([
    'steady-1',
    'steady-2',
  ]);
  expect(steps(driven)).toEqual(['reset', 'infer', 'reset', 'infer']);
  const attempts = journal.filter(({ kind }) => kind === 'attempt');
  expect(attempts.map(({ attempt, outcome: how }) => [attempt, how])).toEqual([
    [1, 'fault'],
    [2, 'started'],
    [2, 'complete'],
  ]);
  expect(journal.some(({ kind }) => kind === 'fault')).toBe(false);
});

test('a group is tried again whole, and what lies before it is not', async () => {
  const warm: Step = {
    group: 'warm',
    steps: ['reset', { infer: 6 }],
    retry: { attempts: 2, after: '10 ms' },
  };
  const driven = await lose(
    [5],
    [{ send: '{"cmd":"id"}', expect: 'identity' }, { infer: 2 }, warm, 'infer'],
  );
  expect(driven.outcome).toMatchObject({ outcome: 'complete', inferences: 10 });
  expect(driven.outcome.attempts).toEqual([
    { scenario: 'steady', group: 'warm', attempt: 1, outcome: 'fault', fault: lost },
    { scenario: 'steady', group: 'warm', attempt: 2, outcome: 'complete' },
  ]);
  expect(samples(driven.events)).toEqual(all);
  expect(areNumbered(driven.events)).toBe(true);
  const before = ['send {"cmd":"id"}', 'infer 2'];
  const group = ['group warm', 'reset', 'infer 6'];
  expect(steps(driven)).toEqual([...before, ...group, ...group, 'infer']);
});

test('a group that has no tries left is tried again with what is around it', async () => {
  const inner: Step = { group: 'inner', steps: [{ infer: 5 }], retry: { attempts: 2 } };
  const retry = { attempts: 2 };
  const { outcome, events } = await lose([1, 1, 1], ['reset', inner, 'infer'], { retry });
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 10 });
  expect(
    outcome.attempts?.map(({ group, attempt, outcome: how }) => [group, attempt, how]),
  ).toEqual([
    ['inner', 1, 'fault'],
    ['inner', 2, 'fault'],
    [undefined, 1, 'fault'],
    // Within another try of the scenario the group has all its tries again.
    ['inner', 1, 'fault'],
    ['inner', 2, 'complete'],
    [undefined, 2, 'complete'],
  ]);
  expect(samples(events)).toEqual(all);
});

test('where no try is left the fault stands, with every try and all that was answered', async () => {
  const { outcome, events, journal } = await lose([3, 2, 0], ['reset', 'infer'], {
    retry: { attempts: 3 },
  });
  expect(outcome).toMatchObject({ outcome: 'fault', inferences: 5, fault: { ...lost } });
  expect(outcome.attempts?.map(({ attempt, outcome: how }) => [attempt, how])).toEqual([
    [1, 'fault'],
    [2, 'fault'],
    [3, 'fault'],
  ]);
  expect(samples(events)).toEqual(all.slice(0, 5));
  expect(journal.at(-1)).toMatchObject({ kind: 'device-closed', data: { inferences: 5 } });
});

test('turns of a repeat that are answered in full are not run again', async () => {
  const turns: Step = { repeat: 5, steps: [{ sleep: '10 ms' }, { infer: 2 }] };
  const { outcome, events } = await lose([5], ['reset', turns], { retry: { attempts: 2 } });
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 10 });
  expect(samples(events)).toEqual(all);
  // The third of five turns was cut off, and sleeps twice.
  expect(events.filter(({ kind }) => kind === 'sleep')).toHaveLength(6);
});

test('what a device does wrong is not tried again', async () => {
  const port = await ptyDevice({ fault: 'error-reply', after: 4 });
  const transport = { kind: 'serial' as const, path: port.path };
  const scenario = { id: 'steady', steps: ['infer' as const], retry: { attempts: 5 } };
  const { outcome, journal } = await driveThrough({ id: 'd-1', transport }, [], {
    scenarios: [scenario],
  });
  await port.vanish();
  expect(outcome.fault).toMatchObject({ code: 'DEVICE_ERROR', cause: 'device' });
  expect(outcome.attempts).toBeUndefined();
  expect(journal.some(({ kind }) => kind === 'attempt')).toBe(false);
});

const node = (text: string) => ({ command: [process.execPath, '-e', text] });

test('power is cycled between two tries, while the link is closed', async () => {
  const power = {
    off: node('console.log("off")'),
    on: node('console.log("on")'),
    settle: '10 ms',
    rest: '10 ms',
  };
  const { outcome, journal } = await lose([4], ['reset', 'infer'], {
    retry: { attempts: 2, 'power-cycle': true },
    hooks: { power },
  });
  expect(outcome.attempts?.[1]).toEqual({
    scenario: 'steady',
    attempt: 2,
    outcome: 'complete',
    power_cycled: true,
  });
  const order = journal.flatMap(({ kind, message, outcome: how }) =>
    kind === 'hook'
      ? [message]
      : kind === 'attempt' || kind === 'device-opened'
        ? [`${kind} ${how}`]
        : [],
  );
  expect(order.filter((entry) => !/power|ended/u.test(entry ?? ''))).toEqual([
    'device-opened undefined',
    'attempt fault',
    'off',
    'on',
    'attempt started',
    'device-opened undefined',
    'attempt complete',
  ]);
});

test('power that cannot be cycled ends the tries, and says what is missing', async () => {
  const { outcome } = await lose([4], ['reset', 'infer'], {
    retry: { attempts: 2, 'power-cycle': true },
  });
  expect(outcome.fault).toMatchObject({ code: 'UNSUPPORTED', cause: 'suite' });
  expect(outcome.attempts?.map(({ fault }) => fault?.code)).toEqual(['LOST', 'UNSUPPORTED']);
  expect(outcome.attempts?.[1]?.power_cycled).toBeUndefined();
});

test('a power-cycle step opens the device anew and goes on behind it', async () => {
  const script = new URL('testing/memory-device.mjs', import.meta.url).pathname;
  const device = { id: 'm-1', transport: { kind: 'memory' as const, script } };
  const { outcome, events, journal } = await driveThrough(device, [
    { infer: 3 },
    { repeat: 2, steps: ['power-cycle', { infer: 3 }] },
    'infer',
  ]);
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 10, sessions: 3 });
  expect(outcome.attempts).toBeUndefined();
  expect(samples(events)).toEqual(all);
  expect(areNumbered(events)).toBe(true);
  expect(journal.filter(({ kind }) => kind === 'device-opened')).toHaveLength(3);
});
