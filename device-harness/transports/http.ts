import { PilotError } from '../../documents/pilot-error.ts';
import type { TransportDefinition } from './transport.ts';

export const http: TransportDefinition<'http'> = {
  origin: 'modelled',
  async open() {
    throw new PilotError({ code: 'TRANSPORT_ABSENT', message: 'http', hint: '' });
  },
};
