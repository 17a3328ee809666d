import { describe, expect, test } from 'vitest';
import { ptyDevice, type PtyDevice } from '../testing/pty.ts';
import { transportContract, type EchoPeer } from './contract.ts';
import { closePort, serial } from './serial.ts';

const peerOf = (device: PtyDevice): EchoPeer => ({
  open: async (signal) => serial.open({ path: device.path }, signal),
  lose: device.vanish,
  [Symbol.asyncDispose]: device.vanish,
});

describe('serial, over a pty', () => {
  transportContract(async () => peerOf(await ptyDevice({ fault: 'echo' })), {
    exclusive: true,
    deafPeer: async () => peerOf(await ptyDevice({ fault: 'deaf' })),
  });
});

test('a port that is not there is named, with what to do', async () => {
  const opening = serial.open({ path: '/dev/no-such-port' }, new AbortController().signal);
  await expect(opening).rejects.toMatchObject({
    code: 'PORT_MISSING',
    exitCode: 4,
    message: expect.stringContaining('/dev/no-such-port'),
    hint: expect.stringContaining('pilot devices'),
  });
});

test('a port that never closes is given up and named', async () => {
  const stuck = { path: '/dev/ttyACM9', isOpen: true, close() {} };
  await expect(closePort(stuck, 20_000)).rejects.toMatchObject({
    code: 'PORT_STUCK',
    exitCode: 4,
    message: 'Port /dev/ttyACM9 did not close within 0.02 s',
  });
});
