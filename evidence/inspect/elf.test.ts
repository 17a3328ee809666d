import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../documents/package-root.ts';
import { inspectElf } from './elf.ts';

const image = readFileSync(
  join(packageRoot(), 'fixtures/firmware/pump-guard/images/int8-candidate.elf'),
);

test('the shipped image is read as binutils reads it', () => {
  const elf = inspectElf(image);
  const section = (name: string) => elf.sections.find((each) => each.name === name);
  // readelf -lS of the committed image
  expect(elf.entry).toBe(0x1000_01b5);
  expect(elf.segments).toMatchObject([{ address: 0x1000_0000, bytes: { length: 0x22ec } }]);
  expect(section('.vectors')).toMatchObject({ address: 0x1000_0100, size: 0xa8, stored: true });
  expect(section('.bss')).toMatchObject({ address: 0x2000_0000, size: 0x226c, stored: false });
  expect(elf.flash_B).toBe(0xa8 + 0x1704 + 0xa40);
  expect(elf.ram_B).toBe(0x226c + 0x1000);
});

test.each([
  ['nothing', new Uint8Array(0)],
  ['text', Buffer.from('#!/bin/sh\n'.repeat(10))],
  [
    'a 64-bit image',
    Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]), Buffer.alloc(100)]),
  ],
  ['an image cut short', image.subarray(0, 60)],
])('%s is refused', (_, bytes) => {
  expect(() => inspectElf(bytes)).toThrow(/ELF/u);
});

test('random damage never ends in anything but a PilotError or a reading', () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 300; round += 1) {
    const damaged = Uint8Array.from(image.subarray(0, 4000));
    for (let hit = 0; hit < 8; hit += 1) damaged[16 + (random() % 200)] = random() & 0xff;
    try {
      inspectElf(damaged);
    } catch (error) {
      expect(error).toMatchObject({ code: 'ELF_INVALID' });
    }
  }
});
