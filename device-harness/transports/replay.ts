import { PilotError } from '../../documents/pilot-error.ts';
import type { TransportDefinition } from './transport.ts';

export const replay: TransportDefinition<'replay'> = {
  origin: 'modelled',
  async open() {
    throw new PilotError({ code: 'TRANSPORT_ABSENT', message: 'replay', hint: '' });
  },
};
