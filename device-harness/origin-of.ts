import { realpathSync } from 'node:fs';
import { transports } from './transports/index.ts';
import type { DeviceConfig, Origin } from './transports/transport.ts';

/** A pseudo-terminal has a program at its other end, whatever that program says. */
const isPseudoTerminal = (path: string): boolean => {
  try {
    return realpathSync(path).startsWith('/dev/pts/');
  } catch {
    return false;
  }
};

const strength = ['modelled', 'emulated', 'hardware'] as const;

/**
 * Where the numbers of a device come from. The configuration may say so where the transport cannot
 * know what is at its other end; what is known to be emulated or modelled never becomes more.
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
    isPseudoTerminal(transport.path)
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
  ['tcp', 'unix', 'http', 'process', 'serial'].includes(device.transport.kind) &&
  originOf(device) === 'modelled';
