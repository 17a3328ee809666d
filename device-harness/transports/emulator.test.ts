import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBytes } from '../testing/read-bytes.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { emulator } from './emulator.ts';

const imageOf = (name: string): Uint8Array =>
  readFileSync(new URL(`../testing/firmware/${name}.elf`, import.meta.url));

// Nothing takes an emulated device away; how its link ends is the lock-up below.
const peer = async (): Promise<EchoPeer> => ({
  async open(signal) {
    const transport = await emulator.open({ elf: imageOf('echo') }, signal);
    await readBytes(transport, 'up\n'.length);
    return transport;
  },
  async [Symbol.asyncDispose]() {},
});

describe('emulator', () => transportContract(peer, { burst_B: 6000, losable: false }));

test('a core that locks up ends the link and says why', async () => {
  const transport = await emulator.open({ elf: imageOf('probe') }, new AbortController().signal);
  await transport.send(Buffer.from('l'), 1e6);
  await expect(readBytes(transport, 10_000)).rejects.toMatchObject({
    code: 'LOST',
    message: expect.stringContaining('undefined instruction'),
  });
  await transport[Symbol.asyncDispose]();
});

test('an image that is no ELF file is refused before anything runs', async () => {
  const opening = emulator.open({ elf: Buffer.from('no image') }, new AbortController().signal);
  await expect(opening).rejects.toMatchObject({ code: 'ELF_INVALID' });
});
