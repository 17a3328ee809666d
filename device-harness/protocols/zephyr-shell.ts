import { PilotError } from '../../documents/pilot-error.ts';
import type { ProtocolDefinition } from './protocol.ts';

export const zephyrShell: ProtocolDefinition<'zephyr-shell'> = {
  async open() {
    throw new PilotError({ code: 'PROTOCOL_ABSENT', message: 'zephyr-shell', hint: '' });
  },
};
