import { describe, expect, test } from 'vitest';
import { createLineFramer, type Framed, type Framing } from './line-framer.ts';
import { seededRandom } from './testing/seeded-random.ts';

const framed = (bytes: Uint8Array, cuts: readonly number[], framing: Framing): Framed[] => {
  const framer = createLineFramer(framing);
  const lines: Framed[] = [];
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    lines.push(...framer.push(bytes.subarray(from, to)));
    from = to;
  }
  return lines;
};

/** Framing as it is defined: byte by byte. */
const defined = (bytes: Uint8Array, limit_B: number): Framed[] => {
  const lines: Framed[] = [];
  let line: number[] = [];
  for (const byte of bytes) {
    if (byte !== 0x0a) {
      line.push(byte);
      continue;
    }
    const whole = line;
    line = [];
    const text = whole.at(-1) === 0x0d ? whole.slice(0, -1) : whole;
    if (text.length > limit_B) {
      // A line too long shows its beginning only, so a CR at its end is not seen.
      const shown = whole.slice(0, limit_B + 2);
      const unreadable = Uint8Array.from(shown.at(-1) === 0x0d ? shown.slice(0, -1) : shown);
      lines.push({ unreadable, why: `a line of ${whole.length} bytes` });
      continue;
    }
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    try {
      lines.push({ text: decoder.decode(Uint8Array.from(text)) });
    } catch {
      lines.push({ unreadable: Uint8Array.from(text), why: 'bytes that are not UTF-8' });
    }
  }
  return lines;
};

/** Line ends, multi-byte characters and bytes of no character are what goes wrong. */
const hostile = [0x0a, 0x0a, 0x0d, 0x0d, 0x61, 0x62, 0xc3, 0xa9, 0xef, 0xbb, 0xbf, 0xff, 0x00];

describe('any chunking gives the lines that byte-by-byte framing gives', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %i', (seed) => {
    const below = seededRandom(seed);
    for (let round = 0; round < 400; round += 1) {
      const limit_B = 1 + below(12);
      const bytes = Uint8Array.from(
        { length: below(80) },
        () => hostile[below(hostile.length)] ?? 0x61,
      );
      const cuts = Array.from({ length: below(10) }, () => below(bytes.length + 1));
      const lines = framed(
        bytes,
        cuts.toSorted((a, b) => a - b),
        { limit_B },
      );
      expect(lines).toEqual(defined(bytes, limit_B));
    }
  });
});

test('a line that has not ended is counted, however long it grows', () => {
  const framer = createLineFramer({ limit_B: 8 });
  expect(framer.push(Buffer.from('ab'))).toEqual([]);
  expect(framer.partial_B()).toBe(2);
  framer.push(Buffer.alloc(100_000, 'x'));
  expect(framer.partial_B()).toBe(100_002);
  const [long, next] = framer.push(Buffer.from('\nnext\n'));
  expect(long).toMatchObject({ why: 'a line of 100002 bytes' });
  expect(long).toHaveProperty('unreadable', Uint8Array.from(Buffer.from('abxxxxxxxx')));
  expect(next).toEqual({ text: 'next' });
  expect(framer.partial_B()).toBe(0);
});

test('what a framer gave stays as it is when the chunk it came from is used again', () => {
  const framer = createLineFramer();
  const chunk = Buffer.from('one\n\xff\n', 'latin1');
  const lines = framer.push(chunk);
  chunk.fill(0);
  expect(lines).toEqual([
    { text: 'one' },
    { unreadable: Uint8Array.of(0xff), why: 'bytes that are not UTF-8' },
  ]);
});
