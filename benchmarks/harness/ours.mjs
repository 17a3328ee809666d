import { createLink } from '../../dist/device-harness/link.js';
import { serial } from '../../dist/device-harness/transports/serial.js';

/** A port as a run has it: transport and link, every answer under a deadline. */
export const openLink = async (path) => {
  const transport = await serial.open({ path }, new AbortController().signal);
  const link = createLink(transport);
  return {
    transport,
    async exchange(text) {
      const deadline_us = link.now_us() + 5e6;
      await link.send(text, deadline_us);
      const { text: answer } = await link.line(deadline_us);
      if (answer !== text) throw new Error(`sent ${text}, got ${answer}`);
    },
    close: async () => transport[Symbol.asyncDispose](),
  };
};
