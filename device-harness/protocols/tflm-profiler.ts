import { PilotError } from '../../documents/pilot-error.ts';
import type { ProtocolDefinition } from './protocol.ts';

export const tflmProfiler: ProtocolDefinition<'tflm-profiler'> = {
  async open() {
    throw new PilotError({ code: 'PROTOCOL_ABSENT', message: 'tflm-profiler', hint: '' });
  },
};
