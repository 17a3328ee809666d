import { describe, expect, test } from 'vitest';
import { createLineFramer } from '../line-framer.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { interpret } from './json-lines-messages.ts';

const identity = {
  protocol: 1,
  firmware: 'pump-guard',
  version: '1.0.0',
  model: 'int8-candidate',
  tick_hz: 1_000_000,
  labels: ['normal', 'imbalance'],
};
const { protocol: _, ...known } = identity;
const inference = { sample: 'w-1', label: 'normal', ticks: 27_123, start: 'warm' };
const lineOf = (message: object): string => JSON.stringify(message);

describe('a line that is a message', () => {
  test.each([
    [
      { type: 'boot', ...identity, cause: 'power-on' },
      { type: 'boot', ...known, cause: 'power-on' },
    ],
    [
      { type: 'identity', ...identity, extra: 1 },
      { type: 'identity', ...known },
    ],
    [
      { type: 'inference', ...inference },
      { type: 'inference', ...inference },
    ],
    [
      {
        type: 'inference',
        ...inference,
        scores: [12, -3],
        stack_free: 0,
        heap_free: 7,
        bytes_sent: 9,
      },
      {
        type: 'inference',
        ...inference,
        scores: [12, -3],
        stack_free: 0,
        heap_free: 7,
        bytes_sent: 9,
      },
    ],
    [
      { type: 'wake', slept_ms: 10_000 },
      { type: 'wake', slept_ms: 10_000 },
    ],
    [
      { type: 'error', code: 'BAD_COMMAND' },
      { type: 'error', code: 'BAD_COMMAND', detail: '' },
    ],
  ])('%j', (sent, understood) => {
    expect(interpret(lineOf(sent))).toEqual(understood);
    expect(interpret(`  ${lineOf(sent)} \t`)).toEqual(understood);
  });
});

describe('a message that breaks the protocol names the field', () => {
  test.each([
    [{ type: 'boot', ...identity }, 'cause'],
    [{ type: 'boot', ...identity, protocol: 2, cause: 'power-on' }, 'protocol'],
    [{ type: 'identity', ...identity, tick_hz: 0 }, 'tick_hz'],
    [{ type: 'identity', ...identity, labels: [] }, 'labels'],
    [{ type: 'inference', ...inference, ticks: 1.5 }, 'ticks'],
    [{ type: 'inference', ...inference, ticks: -1 }, 'ticks'],
    [{ type: 'inference', ...inference, ticks: '27123' }, 'ticks'],
    [{ type: 'inference', ...inference, ticks: 1e300 }, 'ticks'],
    [{ type: 'inference', ...inference, start: 'hot' }, 'start'],
    [{ type: 'inference', ...inference, sample: '' }, 'sample'],
    [{ type: 'inference', ...inference, scores: [1, null] }, 'scores'],
    [{ type: 'inference', ...inference, stack_free: -4 }, 'stack_free'],
    [{ type: 'wake' }, 'slept_ms'],
    [{ type: 'error' }, 'code'],
  ])('%j', (sent, field) => {
    expect(interpret(lineOf(sent))).toEqual({ type: 'malformed', of: sent.type, why: field });
  });
});

test.each([
  '',
  ' ',
  'null',
  '7',
  '"inference"',
  '[{"type":"wake","slept_ms":1}]',
  '{}',
  '{"type":"constructor"}',
  '{"type":"toString"}',
  '{"type":["wake"]}',
  '{"type":"wake","slept_ms":1',
  '{"type":"wake","slept_ms":1}}',
  "{'type':'wake'}",
  'I (312) wifi: {"type":"wake","slept_ms":1}',
])('a line that is none is left alone: %s', (line) => {
  expect(interpret(line)).toBeUndefined();
});

test('ten thousand damaged lines are never taken for another answer', () => {
  const random = seededRandom(20_260_801);
  const whole = lineOf({ type: 'inference', ...inference, scores: [12, -3] });
  let malformed = 0;
  for (let turn = 0; turn < 10_000; turn += 1) {
    const characters = whole.split('');
    for (let damage = 0; damage <= random(3); damage += 1) {
      const at = random(characters.length);
      if (random(2) === 0) characters.splice(at, 1);
      else characters[at] = String.fromCodePoint(random(256));
    }
    const message = interpret(characters.join(''));
    if (message === undefined) continue;
    // Damage inside a value cannot be seen; damage to the shape must never pass.
    expect(['inference', 'malformed']).toContain(message.type);
    if (message.type === 'malformed') malformed += 1;
    else expect(message).toMatchObject({ ticks: expect.any(Number), start: 'warm' });
  }
  expect(malformed).toBeGreaterThan(0);
});

test('noise of any kind neither throws nor becomes a message', () => {
  const random = seededRandom(7);
  for (let turn = 0; turn < 5_000; turn += 1) {
    const noise = Buffer.from(Array.from({ length: random(80) }, () => random(256)));
    expect(interpret(noise.toString('latin1'))).toBeUndefined();
    expect(interpret(noise.toString('utf8'))).toBeUndefined();
  }
});

describe('the framing of lines', () => {
  const framed = (bytes: Uint8Array, cut: () => number) => {
    const framer = createLineFramer({ limit_B: 64 });
    const lines: unknown[] = [];
    for (let at = 0; at < bytes.length;) {
      const end = at + cut();
      lines.push(...framer.push(bytes.subarray(at, end)));
      at = end;
    }
    return { lines, partial_B: framer.partial_B() };
  };

  test('does not depend on how the bytes were cut into chunks', () => {
    const random = seededRandom(11);
    for (let turn = 0; turn < 300; turn += 1) {
      const bytes = Uint8Array.from({ length: random(600) }, () =>
        random(12) === 0 ? 0x0a : random(256),
      );
      expect(framed(bytes, () => 1 + random(40))).toEqual(framed(bytes, () => 1000));
    }
  });

  test('takes CR LF and LF, keeps 64 bytes, and calls the 65th unreadable', () => {
    const framer = createLineFramer({ limit_B: 64 });
    const [crlf, lf, full, over, utf8] = framer.push(
      Buffer.from(`a\r\nb\n${'c'.repeat(64)}\r\n${'d'.repeat(65)}\nµ\n`),
    );
    expect([crlf, lf, full, utf8]).toEqual([
      { text: 'a' },
      { text: 'b' },
      { text: 'c'.repeat(64) },
      { text: 'µ' },
    ]);
    expect(over).toMatchObject({ why: 'a line of 65 bytes' });
  });

  test('holds no more than a line, however long the flood', () => {
    const framer = createLineFramer({ limit_B: 64 });
    for (let turn = 0; turn < 1000; turn += 1) framer.push(new Uint8Array(1000).fill(0x41));
    expect(framer.partial_B()).toBe(1_000_000);
    expect(framer.push(Buffer.from('\nok\n'))).toMatchObject([
      { why: 'a line of 1000000 bytes' },
      { text: 'ok' },
    ]);
  });
});
