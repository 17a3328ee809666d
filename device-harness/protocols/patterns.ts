import { PilotError } from '../../documents/pilot-error.ts';
import type { ProtocolDefinition } from './protocol.ts';

export const patterns: ProtocolDefinition<'patterns'> = {
  async open() {
    throw new PilotError({ code: 'PROTOCOL_ABSENT', message: 'patterns', hint: '' });
  },
};
