import { describe, expect, test } from 'vitest';
import { nextChunk, readBytes } from '../testing/read-bytes.ts';
import { httpPeer } from '../testing/socket-peer.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { http } from './http.ts';

const never = (): AbortSignal => new AbortController().signal;

const peer = async (mode?: string): Promise<EchoPeer> => {
  const { address, vanish } = await httpPeer(mode);
  return {
    open: async (signal) =>
      http.open({ url: `http://127.0.0.1:${address}/dut`, headers: { 'x-key': 'k1' } }, signal),
    lose: vanish,
    [Symbol.asyncDispose]: vanish,
  };
};

// Between two commands nothing connects the two, so a device that is gone shows at the next one.
describe('http', () => {
  transportContract(peer, {
    losable: false,
    deafPeer: async () => peer('deaf'),
    unread_B: 64 * 1024 * 1024,
  });
});

test('a device that is gone is lost at the next command', async () => {
  const device = await peer();
  const transport = await device.open(never());
  await transport.send(Buffer.from('here'), 1e6);
  expect(await readBytes(transport, 4)).toEqual(Buffer.from('here'));
  await device.lose?.();
  await transport.send(Buffer.from('gone?'), 1e6).catch(() => {});
  await expect(nextChunk(transport)).rejects.toMatchObject({ code: 'LOST' });
  await expect(device.open(never())).rejects.toMatchObject({ code: 'PORT_MISSING' });
});

test('a device that goes while it owes an answer is lost', async () => {
  const device = await peer('silent');
  const transport = await device.open(never());
  await transport.send(Buffer.from('well?'), 1e6);
  const next = nextChunk(transport).catch((error: unknown) => error);
  await device.lose?.();
  expect(await next).toMatchObject({ code: 'LOST' });
});

test('answers come in the order of the commands, one at a time', async () => {
  await using device = await peer('slow');
  const transport = await device.open(never());
  await Promise.all(['a', 'b', 'c'].map((text) => transport.send(Buffer.from(text), 5e6)));
  expect((await readBytes(transport, 3)).toString()).toBe('abc');
  await transport[Symbol.asyncDispose]();
});

test('a body of JSON becomes a line, and headers of the configuration are sent', async () => {
  await using device = await peer('json');
  const transport = await device.open(never());
  await transport.send(Buffer.from('{}'), 1e6);
  await transport.send(Buffer.from('{}'), 1e6);
  const expected = '{"n":1,"key":"k1"}\n{"n":2,"key":"k1"}\n';
  expect((await readBytes(transport, expected.length)).toString()).toBe(expected);
  await transport[Symbol.asyncDispose]();
});

test.each(['503', '301', '404'])('an answer %s is a fault with the words of it', async (status) => {
  await using device = await peer(status);
  const transport = await device.open(never());
  await transport.send(Buffer.from('{}'), 1e6).catch(() => {});
  await expect(nextChunk(transport)).rejects.toMatchObject({
    code: 'DEVICE_ERROR',
    message: expect.stringMatching(new RegExp(`^it answered ${status} [\\w ]+: out of order`, 'u')),
  });
  await transport[Symbol.asyncDispose]();
});

test.each(['ftp://host/', 'no address', '//host/'])('%s is no address of HTTP', async (url) => {
  await expect(http.open({ url }, never())).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
});
