import { realpathSync } from 'node:fs';
import { transports } from './transports/index.ts';
import type { DeviceConfig, Origin } from './transports/transport.ts';

/**
 * Whether a path is known to be a port of hardware. A pseudo-terminal has a program at its other
 * end, whatever that program says. A port that is not plugged in yet, or no file, such as COM3, is
 * taken at its word: who drives it asks again once it is open.
 */
const mayBeHardware = (path: string): boolean => {
  if (!path.startsWith('/')) return true;
  try {
    return !/^\/dev\/(?:pts\/|ttys\d)/u.test(realpathSync(path));
  } catch {
    return true;
  }
};

const strength = ['modelled', 'emulated', 'hardware'] as const;

/** The weaker of two origins. */
export const weaker = (a: Origin | undefined, b: Origin): Origin =>
  a === undefined || strength.indexOf(b) < strength.indexOf(a) ? b : a;

/**
 * Where the numbers of a device come from. The configuration may say so where the transport cannot
 * know what is at its other end; what this tool itself emulates or models never becomes more.
 */
export const originOf = ({ transport, origin }: DeviceConfig): Origin => {
  const known = transports[transport.kind].origin;
  const computed =
    transport.kind === 'emulator' ||
    transport.kind === 'qemu' ||
    transport.kind === 'replay' ||
    transport.kind === 'memory';
  if (origin !== undefined) {
    return computed && strength.indexOf(origin) > strength.indexOf(known) ? known : origin;
  }
  if (
    transport.kind === 'serial' &&
    transport.path !== undefined &&
    !mayBeHardware(transport.path)
  ) {
    return 'modelled';
  }
  return known;
};

/**
 * Whether the numbers of a device count as modelled only because nobody said what is at the other
 * end of its link.
 */
export const isOriginAssumed = (device: DeviceConfig): boolean =>
  device.origin === undefined &&
  ['tcp', 'rfc2217', 'unix', 'http', 'process', 'serial'].includes(device.transport.kind) &&
  originOf(device) === 'modelled';
