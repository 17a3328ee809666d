import { pathToFileURL } from 'node:url';
import { PilotError } from '../documents/pilot-error.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import { transports } from './transports/index.ts';
import type { MemoryDevice } from './transports/memory.ts';
import type { Transport } from './transports/transport.ts';

/** A device as pilot.config.ts names it. */
export type DeviceConfig = NonNullable<PilotConfig['devices']>[number];

/** The firmware an emulated device runs. */
export interface FirmwareImage {
  readonly elf: Uint8Array;
  /** Core clock; default 12 MHz. */
  readonly clock_Hz?: number;
}

const needImage = (device: DeviceConfig): never => {
  throw new PilotError({
    code: 'IMAGE_MISSING',
    message: `Device ${device.id} is emulated and has no firmware to run`,
    hint: 'Name a build under "builds: candidate:" in the suite.',
  });
};

const scriptAt = async (path: string): Promise<MemoryDevice> => {
  const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
  if (typeof module.default === 'function') return module.default as MemoryDevice;
  throw new PilotError({
    code: 'SCRIPT_INVALID',
    message: `${path} does not export a device`,
    hint: 'Export by default an async function that takes the device end of the link.',
  });
};

/** Opens the transport a device is configured with. Rejects with a PilotError. */
export const openTransport = async (
  device: DeviceConfig,
  image: FirmwareImage | undefined,
  signal: AbortSignal,
): Promise<Transport> => {
  const { transport } = device;
  if (transport.kind === 'emulator') {
    return transports.emulator.open(image ?? needImage(device), signal);
  }
  if (transport.kind === 'serial') return transports.serial.open(transport, signal);
  return transports.memory.open(await scriptAt(transport.script), signal);
};
