import { describe, expect, test } from 'vitest';
import { ptyDevice, type PtyDevice } from '../testing/pty.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { openSerial, serial, startStreamed } from './serial.ts';
import { closedWithin } from './serial-port.ts';

const never = (): AbortSignal => new AbortController().signal;

const peerOf = (device: PtyDevice, open: EchoPeer['open']): EchoPeer => ({
  open,
  lose: device.vanish,
  [Symbol.asyncDispose]: device.vanish,
});

const polled = async (fault: string): Promise<EchoPeer> => {
  const device = await ptyDevice({ fault });
  return peerOf(device, async (signal) => serial.open({ path: device.path }, signal));
};

const streamed = async (fault: string): Promise<EchoPeer> => {
  const device = await ptyDevice({ fault });
  const settings = { path: device.path, baud: 115_200 };
  return peerOf(device, async (signal) => openSerial(startStreamed, settings, {}, signal));
};

describe('serial, over a pty', () => {
  transportContract(async () => polled('echo'), {
    exclusive: true,
    deafPeer: async () => polled('deaf'),
  });
});

describe("serial through the library's own stream, as on Windows", () => {
  // Over a pty it never learns that the device is gone; that is why it is not used there.
  transportContract(async () => streamed('echo'), { exclusive: true, losable: false });
});

test('a port that is not there is named, with what to do', async () => {
  await expect(serial.open({ path: '/dev/no-such-port' }, never())).rejects.toMatchObject({
    code: 'PORT_MISSING',
    exitCode: 4,
    message: expect.stringContaining('/dev/no-such-port'),
    hint: expect.stringContaining('pilot devices'),
  });
});

test('a port that never closes is given up and named', async () => {
  const closing = closedWithin('/dev/ttyACM9', new Promise(() => {}), 20_000);
  await expect(closing).rejects.toMatchObject({
    code: 'PORT_STUCK',
    exitCode: 4,
    message: 'Port /dev/ttyACM9 did not close within 0.02 s',
  });
});

test('a port without control lines is used without them, and says so', async () => {
  await using device = await ptyDevice({ fault: 'echo' });
  const transport = await serial.open({ path: device.path, dtr: false }, never());
  expect(transport.notes?.[0]).toContain(`DTR and RTS of ${device.path} could not be set`);
  await expect(transport.setLines?.({ rts: true })).rejects.toMatchObject({ exitCode: 4 });
  await transport[Symbol.asyncDispose]();
});
