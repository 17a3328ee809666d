import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { openTransport } from '../open-transport.ts';
import { createTelnetReader, say, subnegotiation } from '../transports/telnet.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import { hardReset } from './reset.ts';

const never = (): AbortSignal => new AbortController().signal;
const comPort = 44;
const setControl = 5;
// RFC 2217, SET-CONTROL.
const meanings = new Map([
  [8, 'DTR on'],
  [9, 'DTR off'],
  [11, 'RTS on'],
  [12, 'RTS off'],
]);

test('a reset sequence reaches the lines of a port on another machine, in its order', async () => {
  const set: string[] = [];
  const server = createServer((socket) => {
    const read = createTelnetReader((order) => {
      if ('values' in order) {
        const [command = 0, ...values] = order.values;
        const meaning = command === setControl ? meanings.get(values[0] ?? 0) : undefined;
        if (meaning !== undefined) set.push(meaning);
        socket.write(subnegotiation(comPort, [command + 100, ...values]));
      } else if (order.verb === 'WILL') socket.write(say('DO', order.option));
      else if (order.verb === 'DO') socket.write(say('WILL', order.option));
    });
    socket.on('data', read).on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const device: DeviceConfig = {
    id: 'far',
    transport: { kind: 'rfc2217', host: '127.0.0.1', port },
    hooks: { reset: { lines: [{ dtr: false, rts: true, for: '5 ms' }, { rts: false }] } },
  };
  const transport = await openTransport(device, undefined, never());
  expect(set).toEqual([]);
  await hardReset(device, transport, () => {}, never());
  expect(set).toEqual(['DTR off', 'RTS on', 'RTS off']);
  await transport[Symbol.asyncDispose]();
  server.close();
  await once(server, 'close');
});
