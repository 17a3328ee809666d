import { afterAll, beforeAll, expect, test } from 'vitest';
import { driveThrough } from '../testing/drive.ts';
import { ptyDevice, type PtyDevice } from '../testing/pty.ts';

let port: PtyDevice;
beforeAll(async () => {
  port = await ptyDevice();
});
afterAll(async () => port.vanish());

const device = () => ({ id: 'bench-1', transport: { kind: 'serial' as const, path: port.path } });

test('reset and infer give a boot and one event a stimulus, cold first', async () => {
  const { outcome, events } = await driveThrough(device(), ['reset', 'infer']);
  expect(outcome).toMatchObject({
    outcome: 'complete',
    origin: 'modelled',
    firmware: 'pty-device',
    sessions: 1,
    events: 11,
  });
  expect(events[1]).toEqual({
    v: 1,
    device: 'bench-1',
    session: 'steady-1',
    seq: 1,
    time_us: expect.any(Number),
    origin: 'modelled',
    scenario: 'steady',
    firmware: 'pty-device 1.0.0',
    model: 'constant',
    kind: 'inference',
    sample: 'w-1',
    truth: 'normal',
    tags: { temperature: 'cold' },
    label: 'normal',
    scores: [9, -9],
    latency_us: 40_000,
    host_us: expect.any(Number),
    link_us: expect.any(Number),
    start: 'cold',
    stack_free: 1000,
    bytes_sent: 0,
  });
  expect(events.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('sleep is answered by a wake, and the next inference is cold', async () => {
  const steps = ['reset' as const, { infer: 2 }, { sleep: '20 ms' }, { infer: 1 }];
  const { events } = await driveThrough(device(), steps);
  expect(events.map(({ kind, start }) => start ?? kind)).toEqual([
    'boot',
    'cold',
    'warm',
    'sleep',
    'wake',
    'cold',
  ]);
  expect(events[4]).toMatchObject({ slept_ms: 20 });
});

test('repeat runs its steps again, and each reset begins a session', async () => {
  const { events, journal } = await driveThrough(device(), [
    { repeat: 3, steps: ['reset', { infer: 2 }] },
  ]);
  expect(new Set(events.map(({ session }) => session))).toEqual(
    new Set(['steady-1', 'steady-2', 'steady-3']),
  );
  expect(events.filter(({ kind }) => kind === 'inference').map(({ sample }) => sample)).toEqual([
    'w-1',
    'w-2',
    'w-3',
    'w-4',
    'w-5',
    'w-6',
  ]);
  const started = journal.filter(({ kind }) => kind === 'step-started').map(({ step }) => step);
  expect(started.filter((step) => step === 'infer 2')).toHaveLength(3);
});

test('send and expect talk to the device in its own words', async () => {
  const { outcome, events } = await driveThrough(device(), [
    { send: '{"cmd":"id"}', expect: '"firmware":"pty-device"' },
    { send: '{"cmd":"reset"}' },
    { expect: '"cause":"command"' },
    { wait: '20 ms' },
  ]);
  expect(outcome.outcome).toBe('complete');
  expect(events).toMatchObject([{ kind: 'boot', session: 'steady-1' }]);
});

test('an expectation that is never met ends at its deadline', async () => {
  const { outcome } = await driveThrough(device(), [
    { send: '{"cmd":"id"}', expect: 'pigs fly', within: '100 ms' },
  ]);
  expect(outcome).toMatchObject({ fault: { code: 'GARBLED', step: 'send {"cmd":"id"}' } });
});

test('asking for more stimuli than there are is an error, never a shorter run', async () => {
  const { outcome } = await driveThrough(device(), ['reset', { infer: 11 }]);
  expect(outcome).toMatchObject({ inferences: 0, fault: { code: 'STIMULUS' } });
});

test('a stimulus too long for the wire is refused before it is sent', async () => {
  const long = { sample: 'w-1', x: 'A'.repeat(2048) };
  const { outcome } = await driveThrough(device(), ['infer'], { stimuli: { steady: [long] } });
  expect(outcome).toMatchObject({
    fault: { code: 'STIMULUS', message: expect.stringContaining('2048') },
  });
});

test('the transcript holds every byte in both directions', async () => {
  const bytes = { sent: '', received: '' };
  await driveThrough(device(), ['reset'], {
    onTranscript: (entry) => {
      bytes[entry.direction] += Buffer.from(entry.bytes).toString('utf8');
    },
  });
  expect(bytes.sent).toBe('{"cmd":"id"}\n{"cmd":"reset"}\n');
  expect(bytes.received.split('\n').map((line) => line.slice(0, 16))).toEqual([
    '{"type":"identit',
    '{"type":"boot","',
    '',
  ]);
});
