import { openProtocol, type DeviceConfig } from '../../device-harness/index.ts';
import { fileInput, type Input } from './inputs.ts';

/**
 * The patterns files that devices are read by, as inputs of the plan: what a line means is frozen
 * with the limits. Opens each protocol once, so that a file at fault is refused before any device
 * is touched.
 */
export const patternsOf = async (devices: readonly DeviceConfig[]): Promise<Input[]> => {
  const files = new Set<string>();
  for (const device of devices) {
    const { protocol } = device;
    if (typeof protocol !== 'object' || protocol.kind !== 'patterns' || files.has(protocol.file))
      continue;
    await openProtocol(device);
    files.add(protocol.file);
  }
  return [...files].map((file) => fileInput('patterns', file));
};
