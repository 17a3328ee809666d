import { PilotError } from '../../documents/pilot-error.ts';
import type { TransportDefinition } from './transport.ts';

export const rfc2217: TransportDefinition<'rfc2217'> = {
  origin: 'hardware',
  async open() {
    throw new PilotError({ code: 'TRANSPORT_ABSENT', message: 'rfc2217', hint: '' });
  },
};
