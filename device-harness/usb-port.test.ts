import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { portsFromSystem } from './ports-from-system.ts';
import type { Port } from './ports.ts';
import { portOfBoard, resolvePort } from './usb-port.ts';

/** A Pico with two ports and a USB bridge, in the folders a Linux shows them in. */
const system = async (): Promise<Parameters<typeof portsFromSystem>[0] & object> => {
  const root = await scratchFolder();
  const folders = {
    devices: join(root, 'dev'),
    terminals: join(root, 'sys/class/tty'),
    byId: join(root, 'dev/serial/by-id'),
  };
  const put = async (folder: string, files: Readonly<Record<string, string>>): Promise<void> => {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files))
      await writeFile(join(folder, name), `${text}\n`);
  };
  const usb = join(root, 'sys/devices/pci0000:00/usb1');
  await put(join(usb, '1-1'), {
    idVendor: '2e8a',
    idProduct: '000a',
    manufacturer: 'Raspberry Pi',
    serial: 'E66038B713 A',
  });
  await put(join(usb, '1-1/1-1:1.0'), { bInterfaceNumber: '00' });
  await put(join(usb, '1-1/1-1:1.2'), { bInterfaceNumber: '02' });
  await put(join(usb, '1-2'), { idVendor: '0403', idProduct: '6001' });
  await put(join(usb, '1-2/1-2:1.0'), { bInterfaceNumber: '00' });
  await put(join(usb, '1-2/1-2:1.0/ttyUSB0'), {});
  await put(folders.devices, {
    ttyACM9: '',
    ttyACM10: '',
    ttyUSB0: '',
    ttyUSB1: '',
    ttyS0: '',
    null: '',
  });
  const device = {
    ttyACM10: '1-1/1-1:1.0',
    ttyACM9: '1-1/1-1:1.2',
    ttyUSB0: '1-2/1-2:1.0/ttyUSB0',
  };
  for (const [name, target] of Object.entries(device)) {
    await mkdir(join(folders.terminals, name), { recursive: true });
    await symlink(join(usb, target), join(folders.terminals, name, 'device'));
  }
  await mkdir(folders.byId, { recursive: true });
  const link = join(folders.byId, 'usb-FTDI_FT232R_USB_UART_A5069RR4-if00-port0');
  await symlink('../../ttyUSB1', link);
  return folders;
};

test('ports and their boards are read from /sys and /dev without a tool', async () => {
  const folders = await system();
  const ports = await portsFromSystem(folders);
  const board = {
    vendorId: '2e8a',
    productId: '000a',
    manufacturer: 'Raspberry Pi',
    serialNumber: 'E66038B713 A',
  };
  const at = (name: string): string => join(folders.devices, name);
  expect(ports.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: at('ttyACM10'), ...board, interface: 0 },
    { path: at('ttyACM9'), ...board, interface: 2 },
    { path: at('ttyUSB0'), vendorId: '0403', productId: '6001', interface: 0 },
    { path: at('ttyUSB1'), serialNumber: 'A5069RR4', interface: 0 },
  ]);
  expect(portOfBoard({ serial: 'e66038b713_a', interface: 0 }, ports)).toBe(at('ttyACM10'));
  expect(portOfBoard({ serial: 'A5069RR4' }, ports)).toBe(at('ttyUSB1'));
});

const pico = (path: string, more: Partial<Port> = {}): Port => ({
  path,
  serialNumber: 'E66038',
  vendorId: '2e8a',
  productId: '000a',
  ...more,
});
const both = [pico('/dev/ttyACM10', { interface: 0 }), pico('/dev/ttyACM9', { interface: 2 })];

describe('a board is named by its USB serial number', () => {
  test.each([
    [{ serial: 'E66038' }, [both[0]!], '/dev/ttyACM10'],
    [{ serial: 'E66038', interface: 0 }, both, '/dev/ttyACM10'],
    [{ serial: 'E66038', interface: 1 }, both, '/dev/ttyACM9'],
    [
      { serial: '0001', id: '2E8A:000A' },
      [
        pico('/dev/a', { serialNumber: '0001' }),
        pico('/dev/b', { serialNumber: '0001', productId: '0003' }),
      ],
      '/dev/a',
    ],
  ])('%j', (usb, ports, path) => {
    expect(portOfBoard(usb, ports)).toBe(path);
  });

  test.each([
    [{ serial: 'absent' }, both, 'PORT_MISSING', 'E66038 (/dev/ttyACM10)'],
    [{ serial: 'absent' }, [{ path: '/dev/ttyACM0' }], 'PORT_MISSING', 'tells a serial number'],
    [{ serial: 'E66038' }, both, 'PORT_AMBIGUOUS', '"interface"'],
    [{ serial: 'E66038', interface: 2 }, both, 'PORT_MISSING', '/dev/ttyACM10, /dev/ttyACM9'],
    [{ serial: 'E66038', id: '2e8a:0003' }, both, 'PORT_MISSING', '"usb: id"'],
  ])('%j is refused', (usb, ports, code, hint) => {
    expect(() => portOfBoard(usb, ports)).toThrow(
      expect.objectContaining({ code, exitCode: 4, hint: expect.stringContaining(hint) }),
    );
  });

  test('and looked for among the ports of this machine', async () => {
    await expect(resolvePort({ usb: { serial: 'no-such-board' } })).rejects.toMatchObject({
      code: 'PORT_MISSING',
      message: 'No board with the USB serial number no-such-board is plugged in',
    });
    await expect(resolvePort({})).rejects.toMatchObject({ code: 'PORT_UNNAMED' });
    expect(await resolvePort({ path: '/dev/ttyACM7' })).toBe('/dev/ttyACM7');
  });
});
