import { connectSocket, linkOver } from './socket-link.ts';
import type { TransportDefinition } from './transport.ts';

/** Bytes over a Unix socket. `path` is absolute: whoever reads the configuration resolves it. */
export const unix: TransportDefinition<'unix'> = {
  origin: 'modelled',
  async open({ path }, signal) {
    return linkOver(await connectSocket({ path }, path, signal), signal).transport;
  },
};
