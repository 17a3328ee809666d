import { emulator } from './emulator.ts';
import { memory } from './memory.ts';
import { serial } from './serial.ts';
import type { Origin, TransportDefinition, TransportKind } from './transport.ts';

type Transports = { readonly [Kind in TransportKind]: TransportDefinition<Kind> };

/**
 * Every way to a device, by its kind in pilot.config.ts. A new one is its file, its contract test,
 * its options in the configuration's schema and a line here.
 */
export const transports: Transports = { emulator, memory, serial };

/** Where the numbers of a device on a transport of this kind come from. */
export const originOf = (kind: TransportKind): Origin => transports[kind].origin;
