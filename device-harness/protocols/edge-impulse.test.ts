import { describe, expect, test } from 'vitest';
import { driveThrough, type Driven } from '../testing/drive.ts';
import { ptyDevice } from '../testing/pty.ts';
import { piecesOf } from './edge-impulse-transfer.ts';

const stimulus = (sample: string, floats: readonly number[]) => ({
  sample,
  x: Buffer.from(Float32Array.from(floats).buffer).toString('base64'),
  truth: 'idle',
});
const calm = stimulus('calm', [0.25, 1, 2]);
const snake = stimulus(
  'snake',
  Array.from({ length: 33 }, () => 0.75),
);

type Options = Readonly<Record<string, unknown>>;

const drive = async (
  misbehaviour: Options,
  steps: Parameters<typeof driveThrough>[1],
  { protocol = {}, ...options }: { protocol?: Options } & Parameters<typeof driveThrough>[2] = {},
): Promise<Driven> => {
  await using port = await ptyDevice(misbehaviour, 'edge-impulse-device.mjs');
  const device = {
    id: 'ei-1',
    transport: { kind: 'serial' as const, path: port.path },
    protocol: { kind: 'edge-impulse' as const, ...protocol },
  };
  return await driveThrough(device, steps, {
    stimuli: { steady: [calm, snake] },
    deadline: '20 s',
    ...options,
  });
};

test('stimuli go to the impulse in pieces, and its results come back', async () => {
  const sent: string[] = [];
  const { outcome, events } = await drive({}, ['infer'], {
    protocol: { identity: { model: 'gestures' } },
    onTranscript: ({ direction, bytes }) => {
      if (direction === 'sent') sent.push(Buffer.from(bytes).toString('latin1'));
    },
  });
  expect(outcome).toMatchObject({
    outcome: 'complete',
    origin: 'modelled',
    firmware: 'BENCH_BOARD',
    model: 'gestures',
    stated: ['model'],
  });
  expect(events).toMatchObject([
    { sample: 'calm', label: 'idle', truth: 'idle', start: 'cold' },
    { sample: 'snake', label: 'snake', truth: 'idle', start: 'warm' },
  ]);
  expect(events[1]).toMatchObject({
    latency_us: 29_375,
    scores: [0.101562, 0.898438],
    confidence: 0.898438,
    x_dsp_us: 20_125,
    x_resolution_us: 1,
  });
  // 3 numbers are one piece, 33 of them three of 12, 12 and 9; each is as long as the buffer.
  const pieces = sent.filter((text) => !text.endsWith('\r'));
  expect(pieces.map(({ length }) => length)).toEqual([64, 64, 64, 64]);
  expect(sent).toContain('AT+RUNIMPULSESTATIC=n,33\r');
});

test('the other dialect says the same, and carries an anomaly score', async () => {
  const { events } = await drive({ dialect: 'A' }, ['infer']);
  expect(events[1]).toMatchObject({
    label: 'snake',
    latency_us: 21_000,
    x_resolution_us: 1000,
    x_dsp_us: 18_000,
    x_anomaly: 0.041957,
  });
});

test('latency may be asked for of the classification alone', async () => {
  const { events } = await drive({}, ['infer'], { protocol: { latency: 'classification' } });
  expect(events[0]).toMatchObject({ latency_us: 9250 });
});

test('0 ms is no latency: the event says why it has none', async () => {
  const { outcome, events } = await drive({ dialect: 'zero' }, ['infer']);
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 2 });
  expect(events[0]).toMatchObject({ label: 'idle', untimed: 'told as 0 in steps of 1000 us' });
  expect(events[0]).not.toHaveProperty('latency_us');
});

describe('a board that goes wrong', () => {
  test.each([
    [{ fault: 'mute-chunk' }, 'DEADLINE', 'no answer', 1],
    [{ fault: 'miscount' }, 'PROTOCOL', 'count (2 for 3)', 0],
    [{ fault: 'impatient' }, 'DEVICE_ERROR', 'TIMEOUT', 0],
    [{ fault: 'failed' }, 'DEVICE_ERROR', 'RESULT -5', 0],
    [{ fault: 'no-result' }, 'PROTOCOL', 'never sent the inference', 0],
    [{ fault: 'nan' }, 'PROTOCOL', '"numbers"', 0],
    [{ fault: 'newer' }, 'PROTOCOL', 'AT 1.9.0', 0],
    [{ features: 125 }, 'DEVICE_ERROR', 'Expected 125 items, but got 3', 0],
    [{ chunk: 4 }, 'PROTOCOL', 'hold no number', 0],
  ])('%j is %s', async (misbehaviour, code, words, inferences) => {
    const { outcome } = await drive(misbehaviour, [{ infer: 2, within: '2 s' }]);
    expect(outcome).toMatchObject({ inferences, fault: { code } });
    expect(outcome.fault?.message).toContain(words);
  });
});

test('a prompt inside its output does not end an answer', async () => {
  const { outcome, journal } = await drive({ fault: 'prompt-inside' }, [{ infer: 1 }]);
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 1 });
  expect(journal.find(({ message }) => message === 'who it is')).toMatchObject({
    data: { details: { 'Model type': 'classification', 'AT Version': '1.7.0' } },
  });
});

test('a board that loses bytes of a long command gets it in pieces', async () => {
  const sent: number[] = [];
  const { outcome } = await drive({ fifo: 8 }, ['infer'], {
    onTranscript: ({ direction, bytes }) => direction === 'sent' && sent.push(bytes.length),
  });
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 2 });
  // Only the first question went out whole.
  expect(sent.filter((length) => length > 5 && length < 64)).toEqual([11]);
});

test('listen starts the impulse, takes what it says and stops it', async () => {
  const { outcome, events } = await drive({}, [{ listen: { count: 3 } }, { infer: 1 }]);
  expect(outcome).toMatchObject({ outcome: 'complete', inferences: 4 });
  expect(events.map(({ sample, label }) => `${sample} ${label}`)).toEqual([
    'listen-1 idle',
    'listen-2 snake',
    'listen-3 idle',
    'calm idle',
  ]);
  expect(events[0]).not.toHaveProperty('truth');
});

test('fewer than were to be heard is a deadline', async () => {
  const { outcome } = await drive({ dialect: 'none' }, [
    { listen: { count: 1000, within: '300 ms' } },
  ]);
  expect(outcome.fault).toMatchObject({
    code: 'DEADLINE',
    step: 'listen count 1000 within 300 ms',
  });
  expect(outcome.fault?.message).toMatch(/it gave \d+ of 1000 inferences within 0.3 s/u);
});

test('send and expect end with the answer, not with the deadline', async () => {
  const { outcome } = await drive({}, [
    { send: 'AT+CONFIG?', expect: '^Type: +BENCH' },
    { send: 'AT+CONFIG?', expect: 'no such line', within: '1 h' },
  ]);
  expect(outcome.fault).toMatchObject({ code: 'PROTOCOL', step: 'send AT+CONFIG?' });
});

test('every piece holds whole numbers and is filled up, whatever the buffer', () => {
  const bytes = Buffer.from(Float32Array.from({ length: 50 }, (_, at) => at).buffer);
  for (let characters = 8; characters < 600; characters += 1) {
    const pieces = piecesOf(bytes, characters);
    expect(new Set(pieces.map(({ text }) => text.length))).toEqual(new Set([characters]));
    const decoded = pieces.map(({ text }) => Buffer.from(text.replaceAll('=', ''), 'base64'));
    expect(decoded.every(({ length }) => length % 4 === 0)).toBe(true);
    expect(Buffer.concat(decoded)).toEqual(bytes);
    expect(pieces.at(-1)?.floats).toBe(50);
  }
});
