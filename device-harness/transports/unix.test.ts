import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import { socketPeer, type SocketPeerOptions } from '../testing/socket-peer.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { unix } from './unix.ts';

const peer = async (mode: SocketPeerOptions['mode'] = 'echo'): Promise<EchoPeer> => {
  const path = join(await scratchFolder(), 'device.sock');
  const { vanish } = await socketPeer({ mode, path });
  return {
    open: async (signal) => unix.open({ path }, signal),
    lose: vanish,
    [Symbol.asyncDispose]: vanish,
  };
};

describe.skipIf(process.platform === 'win32')('unix', () => {
  transportContract(peer, { deafPeer: async () => peer('deaf') });

  test.each([
    ['is not there', 'absent.sock', 'PORT_MISSING'],
    ['is a file', 'file.sock', 'PORT_MISSING'],
  ])('a socket that %s is missing', async (_, name, code) => {
    const folder = await scratchFolder();
    await writeFile(join(folder, 'file.sock'), '');
    const opening = unix.open({ path: join(folder, name) }, new AbortController().signal);
    await expect(opening).rejects.toMatchObject({ code, exitCode: 4 });
  });
});
