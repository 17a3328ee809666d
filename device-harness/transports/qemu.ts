import { PilotError } from '../../documents/pilot-error.ts';
import type { TransportDefinition } from './transport.ts';

export const qemu: TransportDefinition<'qemu'> = {
  origin: 'emulated',
  async open() {
    throw new PilotError({ code: 'TRANSPORT_ABSENT', message: 'qemu', hint: '' });
  },
};
