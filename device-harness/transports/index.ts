import { emulator } from './emulator.ts';
import { memory } from './memory.ts';
import { serial } from './serial.ts';

/** Every way to a device. A new one is its file, its contract test and its lines here. */
export const transports: {
  readonly emulator: typeof emulator;
  readonly memory: typeof memory;
  readonly serial: typeof serial;
} = { emulator, memory, serial };

export type TransportName = keyof typeof transports;
