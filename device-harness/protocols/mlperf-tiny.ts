import { PilotError } from '../../documents/pilot-error.ts';
import type { ProtocolDefinition } from './protocol.ts';

export const mlperfTiny: ProtocolDefinition<'mlperf-tiny'> = {
  async open() {
    throw new PilotError({ code: 'PROTOCOL_ABSENT', message: 'mlperf-tiny', hint: '' });
  },
};
