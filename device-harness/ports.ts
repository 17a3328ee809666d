import { withDeadline } from './with-deadline.ts';
import { portsFromSystem } from './ports-from-system.ts';

export interface Port {
  readonly path: string;
  readonly manufacturer?: string;
  /** USB serial number of the board. */
  readonly serialNumber?: string;
  readonly vendorId?: string;
  readonly productId?: string;
  /** Number of the USB interface, where a board has several ports. */
  readonly interface?: number;
}

export interface Ports {
  readonly ports: readonly Port[];
  /** Why the list may lack ports or what they are, and what to do about it. */
  readonly problem?: string;
}

/** `ttyACM2` before `ttyACM10`. */
const byPath = (a: Port, b: Port): number => a.path.localeCompare(b.path, 'en', { numeric: true });

/** `USB\VID_2E8A&PID_000A&MI_02\6&...` on Windows, `usb-...-if02` on Linux. */
const interfaceIn = (pnpId: string | undefined): number | undefined => {
  const found = /&MI_([0-9a-f]{2})|-if([0-9a-f]{2})/iu.exec(pnpId ?? '');
  return found ? Number.parseInt(found[1] ?? found[2]!, 16) : undefined;
};

const fromLibrary = async (): Promise<Port[]> => {
  const { SerialPort } = await import('serialport');
  // Where udev itself hangs, what the system tells without it has to do.
  const late = new Error('the list of ports did not come within 5 s');
  const found = await withDeadline(SerialPort.list(), 5e6, late);
  return found.map(({ path, manufacturer, serialNumber, vendorId, productId, pnpId }) => {
    const number = interfaceIn(pnpId);
    return {
      path,
      ...(manufacturer !== undefined && { manufacturer }),
      ...(serialNumber !== undefined && { serialNumber }),
      ...(vendorId !== undefined && { vendorId }),
      ...(productId !== undefined && { productId }),
      ...(number !== undefined && { interface: number }),
    };
  });
};

/** What either source knows of each port; the first one's word counts. */
const merged = (first: readonly Port[], second: readonly Port[]): Port[] => {
  const all = new Map(second.map((port) => [port.path, port]));
  for (const port of first) all.set(port.path, { ...all.get(port.path), ...port });
  return [...all.values()].toSorted(byPath);
};

/** The serial ports of this machine. Never throws: what could not be found out is in `problem`. */
export const listPorts = async (): Promise<Ports> => {
  const seen = await portsFromSystem();
  try {
    return { ports: merged(await fromLibrary(), seen) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem =
      code === 'ENOENT' && message.includes('udevadm')
        ? 'udevadm is not installed (Debian: apt-get install udev), so ports are listed as /dev, /dev/serial/by-id and /sys/class/tty show them: a port that is none of a usual board may be missing.'
        : `The serial library cannot list ports, so they are listed as the system shows them: ${message}`;
    return { ports: seen.toSorted(byPath), problem };
  }
};
