import { recordBoot, refuseUnasked, type Context } from './context.ts';

/** Sends one line as it is written, and waits for a line that matches where one is expected. */
export const sendExpect = async (
  context: Context,
  { send, expect }: { readonly send?: string; readonly expect?: string },
  within_us: number,
): Promise<void> => {
  const { link, protocol } = context;
  const deadline_us = link.now_us() + within_us;
  if (send === undefined) link.begin();
  else await link.send(send, deadline_us);
  if (expect === undefined) return;
  const pattern = new RegExp(expect, 'u');
  for (;;) {
    const line = await link.line(deadline_us);
    const message = protocol.interpret(line.text);
    if (pattern.test(line.text)) {
      if (message?.type === 'boot') recordBoot(context, message, line.time_us);
      return;
    }
    if (message) refuseUnasked(context, { message, line });
    link.noise(line.text, `does not match ${expect}`);
  }
};
