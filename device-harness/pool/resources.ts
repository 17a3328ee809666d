import { realpathSync } from 'node:fs';
import { resolvePort } from '../usb-port.ts';
import type { DeviceConfig } from '../transports/transport.ts';

const realpath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    // Not plugged in, or a name such as COM3, which means the same in either case.
    return process.platform === 'win32' ? path.toUpperCase() : path;
  }
};

const loopback = new Set(['localhost', '::1', '[::1]', '0.0.0.0']);

const address = (host: string, port: number | string): string => {
  const name = host.toLowerCase();
  return `${loopback.has(name) ? '127.0.0.1' : name}:${port}`;
};

/** Where a device is reached, as everybody on this host names it; nothing where it is ours alone. */
const linkOf = async ({ transport }: DeviceConfig): Promise<string[]> => {
  switch (transport.kind) {
    case 'serial': {
      // A board that is not plugged in has no port yet; opening it says so better.
      const path = await resolvePort(transport).catch(() => undefined);
      return [
        ...(transport.usb ? [`usb ${transport.usb.serial.toLowerCase()}`] : []),
        ...(path === undefined ? [] : [`port ${realpath(path)}`]),
      ];
    }
    case 'tcp':
    case 'rfc2217':
      return [`address ${address(transport.host, transport.port)}`];
    case 'http': {
      const url = URL.canParse(transport.url) ? new URL(transport.url) : undefined;
      const port = url?.port || (url?.protocol === 'https:' ? 443 : 80);
      return url ? [`address ${address(url.hostname, port)}`] : [];
    }
    case 'unix':
      return [`socket ${realpath(transport.path)}`];
    // Made for this run and used by nobody else; a process says by `physical` what it leads to.
    default:
      return [];
  }
};

/**
 * The locks a device is driven under, in the one order in which everybody takes them: its board by
 * every name it is known by, and the instruments it needs.
 */
export const resourcesOf = async (device: DeviceConfig): Promise<readonly string[]> => {
  const { physical, instruments = [] } = device;
  const board = physical === undefined ? [] : [`board ${physical}`];
  const shared = instruments.map((name) => `instrument ${name}`);
  const all = new Set([...board, ...(await linkOf(device)), ...shared]);
  return [...all].toSorted((a, b) => (a < b ? -1 : 1));
};
