import { readdir } from 'node:fs/promises';

export interface Port {
  readonly path: string;
  readonly manufacturer?: string;
  readonly serialNumber?: string;
  readonly vendorId?: string;
  readonly productId?: string;
}

export interface Ports {
  readonly ports: readonly Port[];
  /** Why the list may lack ports or what they are, and what to do about it. */
  readonly problem?: string;
}

const boardPorts = /^(?:ttyACM|ttyUSB|cu\.usb)/u;

const fromDeviceFolder = async (): Promise<Port[]> => {
  const names = await readdir('/dev').catch(() => []);
  return names.filter((name) => boardPorts.test(name)).map((name) => ({ path: `/dev/${name}` }));
};

/** The serial ports of this machine. Never throws: what could not be found out is in `problem`. */
export const listPorts = async (): Promise<Ports> => {
  try {
    const { SerialPort } = await import('serialport');
    const found = await SerialPort.list();
    return {
      ports: found.map(({ path, manufacturer, serialNumber, vendorId, productId }) => ({
        path,
        ...(manufacturer !== undefined && { manufacturer }),
        ...(serialNumber !== undefined && { serialNumber }),
        ...(vendorId !== undefined && { vendorId }),
        ...(productId !== undefined && { productId }),
      })),
    };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem =
      code === 'ENOENT' && message.includes('udevadm')
        ? 'udevadm is not installed (Debian: apt-get install udev), so ports are listed by name only, without maker and serial number.'
        : `The serial library cannot list ports: ${message}`;
    return { ports: await fromDeviceFolder(), problem };
  }
};
