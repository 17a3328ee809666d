import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Port } from './ports.ts';

/** Folders in which a system shows its ports. */
export interface SystemFolders {
  readonly devices: string;
  readonly terminals: string;
  readonly byId: string;
}

const usual: SystemFolders = {
  devices: '/dev',
  terminals: '/sys/class/tty',
  byId: '/dev/serial/by-id',
};

/** Ports a board may have. A PC shows 32 more `ttyS` than it has, so those are not among them. */
const boardPorts = /^(?:ttyACM|ttyUSB|ttyAMA|ttymxc|ttyTHS|rfcomm|cu\.usb)/u;
const levels = 8;

const list = async (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

const word = async (folder: string, name: string): Promise<string | undefined> => {
  const text = (await readFile(join(folder, name), 'utf8').catch(() => '')).trim();
  return text === '' ? undefined : text;
};

type Facts = Omit<Port, 'path'>;

/** Walks up from the device of a port to its USB interface, and from there to its board. */
const factsOf = async (terminal: string): Promise<Facts> => {
  let folder = await realpath(join(terminal, 'device')).catch(() => undefined);
  let number: string | undefined;
  for (let level = 0; folder !== undefined && level < levels; level += 1) {
    number ??= await word(folder, 'bInterfaceNumber');
    const vendorId = await word(folder, 'idVendor');
    if (vendorId !== undefined) {
      const productId = await word(folder, 'idProduct');
      const manufacturer = await word(folder, 'manufacturer');
      const serialNumber = await word(folder, 'serial');
      return {
        vendorId,
        ...(productId !== undefined && { productId }),
        ...(manufacturer !== undefined && { manufacturer }),
        ...(serialNumber !== undefined && { serialNumber }),
        ...(number !== undefined && { interface: Number.parseInt(number, 16) }),
      };
    }
    folder = dirname(folder);
  }
  return {};
};

/** `usb-Raspberry_Pi_Pico_E66038B713-if00` names the serial number last, the maker before it. */
const inLinkName = (name: string): Facts => {
  const found = /_([^_]+)-if([0-9a-f]{2})(?:-port\d+)?$/iu.exec(name);
  return found ? { serialNumber: found[1]!, interface: Number.parseInt(found[2]!, 16) } : {};
};

/**
 * Ports as the folders of the system show them, without a tool: by name, with what USB says of them
 * where that can be read (Linux).
 */
export const portsFromSystem = async (folders: SystemFolders = usual): Promise<Port[]> => {
  const named = new Map<string, Facts>();
  for (const name of await list(folders.byId)) {
    const target = await realpath(join(folders.byId, name)).catch(() => undefined);
    if (target !== undefined) named.set(target, inLinkName(name));
  }
  const names = (await list(folders.devices)).filter((name) => boardPorts.test(name));
  return Promise.all(
    names.map(async (name) => {
      const path = join(folders.devices, name);
      return { path, ...named.get(path), ...(await factsOf(join(folders.terminals, name))) };
    }),
  );
};
