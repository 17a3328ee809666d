import { expect, test } from 'vitest';
import { createMailbox, ownerOf, reliefOf } from './serial-mailbox.ts';
import type { Chunk } from './transport.ts';

const sides = () => {
  const mailbox = createMailbox();
  return { owner: ownerOf(mailbox), relief: reliefOf(mailbox) };
};

const giving =
  (text: string) =>
  (into: Uint8Array): number => {
    into.set(Buffer.from(text));
    return text.length;
  };

const texts = (chunks: readonly Chunk[]): string[] =>
  chunks.map(({ bytes, time_us }) => `${time_us} ${Buffer.from(bytes).toString('latin1')}`);

test('what the relief reader left is there for the owner, in order and once', () => {
  const { owner, relief } = sides();
  expect(relief.relieve(giving('one'), () => 1)).toBe('first');
  expect(relief.relieve(giving('twenty'), () => 2 ** 50)).toBe('more');
  expect(owner.own(texts)).toEqual(['1 one', `${2 ** 50} twenty`]);
  expect(owner.own(texts)).toEqual([]);
  expect(relief.relieve(giving('again'), () => 3)).toBe('first');
  expect(owner.own(texts)).toEqual(['3 again']);
});

test('nothing is left where there was nothing to read', () => {
  const { owner, relief } = sides();
  expect(
    relief.relieve(
      () => 0,
      () => 1,
    ),
  ).toBe('none');
  expect(owner.own(texts)).toEqual([]);
});

test('the relief reader does not read while the owner does', () => {
  const { owner, relief } = sides();
  let reads = 0;
  const read = (): number => (reads += 1);
  expect(owner.own(() => relief.relieve(read, () => 1))).toBe('none');
  expect(reads).toBe(0);
  expect(relief.relieve(read, () => 1)).toBe('first');
});

test('a port is free again after a read or its use failed', () => {
  const { owner, relief } = sides();
  const failing = (): never => {
    throw new Error('EIO');
  };
  expect(() => relief.relieve(failing, () => 1)).toThrow('EIO');
  expect(() => owner.own(failing)).toThrow('EIO');
  expect(owner.own(texts)).toEqual([]);
});

test('a full mailbox leaves the rest with the system', () => {
  const { owner, relief } = sides();
  const all = (into: Uint8Array): number => into.fill(7).length;
  expect(relief.relieve(all, () => 1)).toBe('first');
  expect(relief.relieve(all, () => 2)).toBe('none');
  const [chunk, none] = owner.own((left) => left);
  expect(none).toBeUndefined();
  expect(chunk?.bytes.length).toBeGreaterThan(60_000);
  expect(chunk?.bytes.every((byte) => byte === 7)).toBe(true);
  expect(relief.relieve(all, () => 3)).toBe('first');
});

test('a closed port is not read again, whatever its number names by then', () => {
  const { owner, relief } = sides();
  owner.close();
  expect(relief.isClosed()).toBe(true);
  let reads = 0;
  expect(
    relief.relieve(
      () => (reads += 1),
      () => 1,
    ),
  ).toBe('none');
  expect(reads).toBe(0);
});
