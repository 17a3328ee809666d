import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { driveThrough } from '../testing/drive.ts';
import { ptyDevice } from '../testing/pty.ts';
import { nextChunk, readBytes } from '../testing/read-bytes.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { hasSer2net, ser2net, type Ser2netOptions } from '../testing/ser2net.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { rfc2217 } from './rfc2217.ts';
import { createTelnetReader, say, subnegotiation } from './telnet.ts';
import type { Transport } from './transport.ts';

const never = (): AbortSignal => new AbortController().signal;
const host = '127.0.0.1';

const peer = async (fault: string, options: Ser2netOptions = {}): Promise<EchoPeer> => {
  const device = await ptyDevice({ fault });
  const { port, stop } = await ser2net(device.path, options);
  return {
    open: async (signal) => rfc2217.open({ host, port }, signal),
    lose: device.vanish,
    async [Symbol.asyncDispose]() {
      await stop();
      await device.vanish();
    },
  };
};

describe.skipIf(!hasSer2net)('rfc2217, at ser2net in front of a pty', () => {
  transportContract(async () => peer('echo'), {
    exclusive: true,
    // A server that is stuck with bytes for a deaf line lets go of it only for who comes next.
    deafPeer: async () => peer('deaf', { kickOldUser: true }),
    unread_B: 64 * 1024 * 1024,
  });

  test('a device is driven through it', async () => {
    const device = await ptyDevice();
    const { port, stop } = await ser2net(device.path);
    const transport = { kind: 'rfc2217' as const, host, port, baud: 115_200 };
    const { outcome } = await driveThrough({ id: 'far', transport }, ['reset', 'infer']);
    await stop();
    await device.vanish();
    expect(outcome).toMatchObject({ outcome: 'complete', inferences: 10 });
  });

  test('the line is set to the speed that is asked for', async () => {
    const device = await ptyDevice({ fault: 'echo' });
    const { port, stop } = await ser2net(device.path);
    const transport = await rfc2217.open({ host, port, baud: 57_600 }, never());
    expect(execFileSync('stty', ['-F', device.path, 'speed'], { encoding: 'utf8' })).toBe(
      '57600\n',
    );
    await transport[Symbol.asyncDispose]();
    await stop();
    await device.vanish();
  });

  test('a control line that a pty does not have is named', async () => {
    const device = await ptyDevice({ fault: 'echo' });
    const { port, stop } = await ser2net(device.path);
    await expect(rfc2217.open({ host, port, dtr: true }, never())).rejects.toMatchObject({
      code: 'PORT_FAILED',
      message: expect.stringMatching(/gives no answer to "DTR on" within 5 s$/u),
    });
    await stop();
    await device.vanish();
  });

  test('a server without RFC 2217 says so', async () => {
    const device = await ptyDevice({ fault: 'echo' });
    const { port, stop } = await ser2net(device.path, { accepter: 'telnet' });
    await expect(rfc2217.open({ host, port }, never())).rejects.toMatchObject({
      code: 'PORT_FAILED',
      message: 'The server does not let a client control the port (RFC 2217)',
    });
    await stop();
    await device.vanish();
  });
});

const comPort = 44;
const binary = 0;

/** A server on a socket of its own that does as the test says. */
const serve = async (
  behave: (socket: Socket) => void,
): Promise<{ open: () => Promise<Transport>; [Symbol.asyncDispose]: () => Promise<void> }> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    behave(socket);
  }).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    open: async () => rfc2217.open({ host, port }, never()),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

/** Agrees to everything and makes every setting, changed by `change`. */
const obliging = (
  socket: Socket,
  change: (values: number[]) => number[] = (values) => values,
  onData: (bytes: Uint8Array) => void = () => {},
): void => {
  const read = createTelnetReader((order) => {
    if ('values' in order) {
      const [command = 0, ...values] = order.values;
      socket.write(subnegotiation(comPort, change([command + 100, ...values])));
    } else if (order.verb === 'WILL') socket.write(say('DO', order.option));
    else if (order.verb === 'DO') socket.write(say('WILL', order.option));
  });
  socket.on('data', (bytes) => {
    const data = read(bytes);
    if (data.length > 0) onData(data);
  });
};

describe('a server of RFC 2217', () => {
  test.each([
    [
      'sets another baud rate',
      ([command = 0, ...rest]: number[]) =>
        command === 101 ? [101, 0, 0, 37, 128] : [command, ...rest],
      'refuses baud 115200 and keeps 9600',
    ],
    [
      'answers with half a number',
      ([command = 0]: number[]) => (command === 101 ? [101, 0] : [command]),
      'refuses baud 115200',
    ],
    [
      'keeps parity',
      ([command = 0, ...rest]: number[]) => (command === 103 ? [103, 2] : [command, ...rest]),
      'refuses no parity and keeps 2',
    ],
  ])('that %s has refused', async (_, change, message) => {
    await using server = await serve((socket) => obliging(socket, change));
    await expect(server.open()).rejects.toMatchObject({
      code: 'PORT_FAILED',
      message: expect.stringContaining(message),
    });
  });

  test('that does not carry 8 bits is refused', async () => {
    await using server = await serve((socket) => {
      socket.write(Buffer.concat([say('DO', comPort), say('DONT', binary), say('WONT', binary)]));
      const read = createTelnetReader((order) => {
        if ('verb' in order && order.option === binary) {
          socket.write(say(order.verb === 'WILL' ? 'DONT' : 'WONT', binary));
        }
      });
      socket.on('data', read);
    });
    await expect(server.open()).rejects.toMatchObject({
      message: expect.stringContaining('BINARY'),
    });
  });

  test('that says nothing is given up, with what to use instead', async () => {
    await using server = await serve((socket) => socket.resume());
    await expect(server.open()).rejects.toMatchObject({
      code: 'PORT_FAILED',
      message: expect.stringContaining('does not answer as a server of RFC 2217 within 5 s'),
      hint: expect.stringContaining('tcp'),
    });
  });

  test('that speaks without end before it has set the port up floods', async () => {
    await using server = await serve((socket) => {
      socket.write(Buffer.alloc(100 * 1024, 'x'));
      socket.resume();
    });
    await expect(server.open()).rejects.toMatchObject({ code: 'FLOOD' });
  });

  test('may say why it hangs up', async () => {
    await using server = await serve((socket) => socket.end('no such line\r\n'));
    await expect(server.open()).rejects.toMatchObject({
      code: 'PORT_FAILED',
      message: expect.stringMatching(/hung up: no such line$/u),
    });
  });

  test('may ask to wait: nothing is sent meanwhile, and a deadline holds', async () => {
    const came: Buffer[] = [];
    let line: Socket | undefined;
    await using server = await serve((socket) => {
      line = socket;
      obliging(socket, undefined, (bytes) => {
        came.push(Buffer.from(bytes));
        socket.write(Buffer.of(3, 255, 255, 4));
      });
    });
    const transport = await server.open();
    line!.write(Buffer.concat([subnegotiation(comPort, [108]), Buffer.from('wait')]));
    await readBytes(transport, 4);
    await expect(transport.send(Buffer.from('late'), 100_000)).rejects.toMatchObject({
      code: 'DEADLINE',
    });
    const sending = transport.send(Buffer.from([1, 255, 2]), 30e6);
    expect(came).toEqual([]);
    // Line and modem states may come at any time and are no data.
    line!.write(
      Buffer.concat([subnegotiation(comPort, [107, 255]), subnegotiation(comPort, [109])]),
    );
    await sending;
    expect(await readBytes(transport, 3)).toEqual(Buffer.of(3, 255, 4));
    expect(Buffer.concat(came)).toEqual(Buffer.of(1, 255, 2));
    await transport[Symbol.asyncDispose]();
  });

  test('that sends anything at all makes no more of it than bytes and faults', async () => {
    const below = seededRandom(11);
    for (let round = 0; round < 12; round += 1) {
      const garbage = Buffer.from(
        Array.from({ length: 3000 }, () => (below(2) === 0 ? 240 + below(16) : below(256))),
      );
      let sent_B = 0;
      await using server = await serve((socket) => {
        obliging(socket);
        socket.on('data', (bytes) => {
          sent_B += bytes.length;
        });
        socket.write(garbage);
        if (round % 2 === 0) setTimeout(() => socket.end(), 300);
        else setTimeout(() => socket.resetAndDestroy(), 300);
      });
      const opened = await server.open().catch((error: unknown) => error);
      if (opened instanceof Error) expect(opened).toHaveProperty('exitCode', 4);
      else {
        const transport = opened as Transport;
        const drain = async (): Promise<void> => {
          while (await nextChunk(transport));
        };
        await expect(drain()).rejects.toMatchObject({ code: 'LOST' });
        await transport[Symbol.asyncDispose]();
      }
      // At most one answer to each of 256 options on either side, and the settings.
      expect(sent_B).toBeLessThan(3 * 512 + 200);
    }
  });
});
