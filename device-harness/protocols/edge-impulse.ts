import { PilotError } from '../../documents/pilot-error.ts';
import type { ProtocolDefinition } from './protocol.ts';

export const edgeImpulse: ProtocolDefinition<'edge-impulse'> = {
  async open() {
    throw new PilotError({ code: 'PROTOCOL_ABSENT', message: 'edge-impulse', hint: '' });
  },
};
