import { emulator } from './emulator.ts';
import { http } from './http.ts';
import { memory } from './memory.ts';
import { childProcess } from './process.ts';
import { qemu } from './qemu.ts';
import { replay } from './replay.ts';
import { rfc2217 } from './rfc2217.ts';
import { serial } from './serial.ts';
import { tcp } from './tcp.ts';
import type { TransportDefinition, TransportKind } from './transport.ts';
import { unix } from './unix.ts';

type Transports = { readonly [Kind in TransportKind]: TransportDefinition<Kind> };

/**
 * Every way to a device, by its kind in pilot.config.ts. A new one is its file, its contract test,
 * its options in the configuration's schema and a line here.
 */
export const transports: Transports = {
  emulator,
  http,
  memory,
  process: childProcess,
  qemu,
  replay,
  rfc2217,
  serial,
  tcp,
  unix,
};
