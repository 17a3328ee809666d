import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { nextChunk } from '../testing/read-bytes.ts';
import { socketPeer, type SocketPeerOptions } from '../testing/socket-peer.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { tcp } from './tcp.ts';

const never = (): AbortSignal => new AbortController().signal;
const host = '127.0.0.1';

const peer = async (mode: SocketPeerOptions['mode'] = 'echo'): Promise<EchoPeer> => {
  const { address, vanish } = await socketPeer({ mode });
  return {
    open: async (signal) => tcp.open({ host, port: Number(address) }, signal),
    lose: vanish,
    [Symbol.asyncDispose]: vanish,
  };
};

describe('tcp', () => {
  transportContract(peer, { deafPeer: async () => peer('deaf'), unread_B: 64 * 1024 * 1024 });
});

test('a port nobody listens on is missing', async () => {
  const server = createServer().listen(0, host);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  await expect(tcp.open({ host, port }, never())).rejects.toMatchObject({
    code: 'PORT_MISSING',
    exitCode: 4,
    message: `Cannot connect to ${host}:${port}: nobody listens there`,
  });
});

test('a host whose name nobody knows is missing', async () => {
  await expect(tcp.open({ host: 'no-such-host.invalid', port: 9 }, never())).rejects.toMatchObject({
    code: 'PORT_MISSING',
    message: expect.stringMatching(/no-such-host\.invalid:9: the name/u),
  });
});

test.each([
  ['reset', 'the other side reset the connection'],
  ['close', 'the other side closed the connection'],
] as const)('a peer that ends with a %s says so, after all it sent', async (mode, message) => {
  await using lasting = await peer(mode);
  const transport = await lasting.open(never());
  await transport.send(Buffer.from('x'), 1e6);
  if (mode === 'close') expect((await nextChunk(transport))?.bytes).toEqual(Buffer.from('bye'));
  await expect(nextChunk(transport)).rejects.toMatchObject({ code: 'LOST', message });
  await expect(transport.send(Buffer.from('x'), 1e6)).rejects.toMatchObject({ code: 'LOST' });
  await transport[Symbol.asyncDispose]();
});
