import { PilotError } from '../../documents/pilot-error.ts';
import type { TransportDefinition } from './transport.ts';

export const childProcess: TransportDefinition<'process'> = {
  origin: 'modelled',
  async open() {
    throw new PilotError({ code: 'TRANSPORT_ABSENT', message: 'process', hint: '' });
  },
};
