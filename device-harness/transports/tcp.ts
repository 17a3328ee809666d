import { connectSocket, linkOver } from './socket-link.ts';
import type { TransportDefinition } from './transport.ts';

/** Bytes over TCP as they are: a gateway, a simulator, a serial server in raw mode. */
export const tcp: TransportDefinition<'tcp'> = {
  origin: 'modelled',
  async open({ host, port }, signal) {
    const socket = await connectSocket({ host, port }, `${host}:${port}`, signal);
    return linkOver(socket, signal).transport;
  },
};
