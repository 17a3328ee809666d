import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PilotError } from '../documents/pilot-error.ts';
import { isAddress, parseAddress } from './address.ts';
import { seededRandom } from './testing/seeded-random.ts';

describe('an address says how a device is reached', () => {
  test.each([
    ['tcp://127.0.0.1:4000', { kind: 'tcp', host: '127.0.0.1', port: 4000 }],
    ['tcp://[::1]:4000/', { kind: 'tcp', host: '::1', port: 4000 }],
    [
      'rfc2217://gateway.local:2001?baud=9600&dtr=off',
      { kind: 'rfc2217', host: 'gateway.local', port: 2001, baud: 9600, dtr: false },
    ],
    ['unix:///run/device.sock', { kind: 'unix', path: '/run/device.sock' }],
    ['unix:device.sock', { kind: 'unix', path: resolve('device.sock') }],
    ['http://10.0.0.7:8080/infer', { kind: 'http', url: 'http://10.0.0.7:8080/infer' }],
    [
      'https://host/infer?key=a%20b&origin=hardware&n=1',
      { kind: 'http', url: 'https://host/infer?key=a%20b&n=1' },
    ],
    [
      'serial:///dev/ttyACM0?baud=1000000&rts=on',
      { kind: 'serial', path: '/dev/ttyACM0', baud: 1_000_000, rts: true },
    ],
    ['serial:COM3', { kind: 'serial', path: 'COM3' }],
    ['serial:?usb=E66038', { kind: 'serial', usb: { serial: 'E66038' } }],
    [
      'serial:?usb=A%20B&usb-id=2E8A:000a&interface=1',
      { kind: 'serial', usb: { serial: 'A B', id: '2E8A:000a', interface: 1 } },
    ],
    [
      'process:ssh -p 22 "my gateway" dut\\ 2 \'\'',
      { kind: 'process', command: ['ssh', '-p', '22', 'my gateway', 'dut 2', ''] },
    ],
    [
      'process:curl http://host/?a=1&b=2',
      { kind: 'process', command: ['curl', 'http://host/?a=1&b=2'] },
    ],
    [
      'process:./dut --fast?protocol=mlperf-tiny',
      { kind: 'process', command: ['./dut', '--fast'] },
    ],
    ['qemu:mps2-an385?shift=6', { kind: 'qemu', machine: 'mps2-an385', shift: 6 }],
    ['emulator:rp2040', { kind: 'emulator', board: 'rp2040' }],
  ])('%s', (address, transport) => {
    expect(isAddress(address)).toBe(true);
    expect(parseAddress(address).transport).toEqual(transport);
  });

  test('what it speaks, what its numbers are worth and its name go in the query', () => {
    expect(
      parseAddress('tcp://gateway:4000?protocol=mlperf-tiny&origin=hardware&id=board-7'),
    ).toEqual({
      id: 'board-7',
      transport: { kind: 'tcp', host: 'gateway', port: 4000 },
      protocol: 'mlperf-tiny',
      origin: 'hardware',
    });
  });

  test('patterns are named with their file', () => {
    expect(parseAddress('tcp://gateway:4000?protocol=patterns:a/b.yaml').protocol).toEqual({
      kind: 'patterns',
      file: resolve('a/b.yaml'),
    });
  });

  test.each([
    ['tcp://127.0.0.1:4000?protocol=mlperf-tiny', 'tcp-127.0.0.1-4000'],
    ['serial:///dev/ttyACM0', 'serial-dev-ttyACM0'],
    ['serial:?usb=E66038', 'usb-E66038'],
    ['process:ssh gw "a b"', 'process-ssh-gw-a-b'],
    ['https://host/infer?key=s3cret', 'https-host-infer'],
  ])('%s is the device %s', (address, id) => {
    expect(parseAddress(address).id).toBe(id);
  });
});

describe('an address that cannot be meant is refused with what to write', () => {
  test.each([
    ['tpc://host:1', '"tpc" is no way to a device', 'Did you mean tcp?'],
    ['tcp://host', 'names no host and port', 'tcp://192.168.1.7:4000'],
    ['tcp://host:0', 'names no host and port', 'tcp://'],
    ['tcp://host:70000', 'names no host and port', 'tcp://'],
    ['tcp://me@host:1', 'names no host and port', 'tcp://'],
    ['tcp://host:1/path', 'names no host and port', 'tcp://'],
    ['tcp://host:1?baud=9600', 'knows no "baud"', 'protocol, origin, id'],
    ['rfc2217://host:1?buad=9600', 'knows no "buad"', 'Did you mean baud?'],
    ['rfc2217://host:1?baud=fast', '"baud" is no whole number', 'baud=115200'],
    ['rfc2217://host:1?baud=0', 'baud', ''],
    ['rfc2217://host:1?baud=1&baud=2', '"baud" twice', 'once'],
    ['serial:///dev/ttyACM0?dtr=maybe', 'neither on nor off', 'dtr=off'],
    ['serial:?usb-id=2e8a:000a', 'would name any board of its kind', 'usb=SERIAL'],
    ['serial:?usb=', '"usb" has no value', ''],
    ['serial:/dev/ttyACM0?usb=1', 'a port and a board', 'either'],
    ['serial:', 'names nothing', 'serial:///dev/ttyACM0'],
    ['serial:?usb=%zz', 'without two digits', '%25'],
    ['unix:', 'names nothing', 'unix:///'],
    ['process:', 'names no program', 'process:'],
    ['process:dut "a', '" is not closed', 'Close'],
    ['qemu:mps2-an999', 'machine', ''],
    ['tcp://host:1?origin=real', 'origin', ''],
    ['tcp://host:1?protocol=json-line', 'protocol', ''],
    ['tcp://host:1?id=two%20words', 'id', ''],
    [':', '"" is no way to a device', 'There are'],
  ])('%s', (address, why, hint) => {
    expect(() => parseAddress(address)).toThrow(
      expect.objectContaining({
        code: 'ADDRESS_INVALID',
        exitCode: 2,
        message: expect.stringContaining(why),
        hint: expect.stringContaining(hint),
      }),
    );
  });

  test.each([
    'http://me:s3cret@host/x',
    'https://s3cret@host',
    'http:me:s3cret@host',
    'http://a@s3cret@host',
  ])('%s would be kept as evidence, and is not repeated', (address) => {
    expect(() => parseAddress(address)).toThrow(
      expect.objectContaining({
        code: 'ADDRESS_INVALID',
        message: expect.not.stringContaining('s3cret'),
        hint: expect.stringMatching(/pilot\.config\.ts.*headers/u),
      }),
    );
  });

  test('whatever is written, it is a device or an ADDRESS_INVALID', () => {
    const below = seededRandom(7);
    const parts =
      String.raw`tcp serial process http unix qemu :// : ? & = % %41 " ' \ / @ [ ] 1 65536 id usb baud`.split(
        ' ',
      );
    parts.push(' ', 'origin', '\u{1f4a1}');
    for (let round = 0; round < 5000; round += 1) {
      const length = 1 + below(9);
      const address = `${Array.from({ length }, () => parts[below(parts.length)]).join('')}:`;
      try {
        expect(parseAddress(address).id).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/u);
      } catch (error) {
        expect(error).toBeInstanceOf(PilotError);
        expect(error).toMatchObject({ code: 'ADDRESS_INVALID' });
      }
    }
  });
});
