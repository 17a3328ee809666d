import { expect, test } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { createTelnetReader, escapeIac, type Order, say, subnegotiation } from './telnet.ts';
import { createTelnetOptions } from './telnet-options.ts';

const read = (chunks: readonly Uint8Array[]): { data: Buffer; orders: Order[] } => {
  const orders: Order[] = [];
  const reader = createTelnetReader((order) => orders.push(order));
  return { data: Buffer.concat(chunks.map((bytes) => reader(bytes))), orders };
};

/** The same bytes in pieces of random length. */
const inPieces = (bytes: Uint8Array, below: (bound: number) => number): Uint8Array[] => {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = 1 + below(5);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
};

test('data and orders come out as they went in, however the bytes are cut', () => {
  const below = seededRandom(1);
  for (let round = 0; round < 300; round += 1) {
    const parts: Uint8Array[] = [];
    const sent: number[] = [];
    const orders: Order[] = [];
    for (let part = 0; part < 8; part += 1) {
      const values = Array.from({ length: below(20) }, () => (below(3) === 0 ? 255 : below(256)));
      const option = below(256);
      const kind = below(3);
      if (kind === 0) {
        parts.push(say('DO', option));
        orders.push({ verb: 'DO', option });
      } else if (kind === 1 && option !== 255) {
        parts.push(subnegotiation(option, values));
        orders.push({ option, values: Uint8Array.from(values) });
      } else {
        parts.push(escapeIac(Uint8Array.from(values)));
        sent.push(...values);
      }
    }
    expect(read(inPieces(Buffer.concat(parts), below))).toEqual({
      data: Buffer.from(sent),
      orders,
    });
  }
});

test('random bytes are never more than they were, and nothing is thrown', () => {
  const below = seededRandom(2);
  for (let round = 0; round < 2000; round += 1) {
    const bytes = Uint8Array.from({ length: below(400) }, () =>
      below(2) === 0 ? 240 + below(16) : below(256),
    );
    const { data, orders } = read(inPieces(bytes, below));
    expect(data.length + 3 * orders.length).toBeLessThanOrEqual(bytes.length + 3);
  }
});

test('an order without end is dropped, and what follows it is read', () => {
  const endless = Buffer.concat([
    Buffer.of(255, 250, 44),
    Buffer.alloc(1e6, 1),
    Buffer.of(255, 240),
  ]);
  expect(read([endless, Buffer.from('after')])).toEqual({ data: Buffer.from('after'), orders: [] });
});

test('two sides that both ask, refuse and repeat come to an end', () => {
  const below = seededRandom(3);
  for (let round = 0; round < 200; round += 1) {
    const wires: Uint8Array[][] = [[], []];
    const sides = [0, 1].map((me) =>
      createTelnetOptions(
        () => below(2) === 0,
        (bytes) => wires[1 - me]!.push(bytes),
        () => {},
      ),
    );
    for (let count = 0; count < 6; count += 1) {
      sides[below(2)]!.ask(below(2) === 0 ? 'us' : 'them', below(3));
    }
    let exchanged = 0;
    while (wires.some((wire) => wire.length > 0)) {
      const to = wires[0]!.length > 0 && (wires[1]!.length === 0 || below(2) === 0) ? 0 : 1;
      for (const order of read([wires[to]!.shift()!]).orders) {
        if ('verb' in order) sides[to]!.hear(order.verb, order.option);
      }
      exchanged += 1;
      expect(exchanged).toBeLessThan(60);
    }
  }
});
