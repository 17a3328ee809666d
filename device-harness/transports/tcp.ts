import { PilotError } from '../../documents/pilot-error.ts';
import type { TransportDefinition } from './transport.ts';

export const tcp: TransportDefinition<'tcp'> = {
  origin: 'modelled',
  async open() {
    throw new PilotError({ code: 'TRANSPORT_ABSENT', message: 'tcp', hint: '' });
  },
};
