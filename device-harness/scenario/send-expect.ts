import { PilotError } from '../../documents/pilot-error.ts';
import { recordBoot, refuseUnasked, type Context } from './context.ts';

/**
 * The regular expression of an `expect`, which matches anywhere in a line. Throws EXPECT_SYNTAX,
 * so that a suite can be refused before any device is touched.
 */
export const compileExpect = (text: string): RegExp => {
  try {
    return new RegExp(text, 'u');
  } catch (cause) {
    throw new PilotError({
      code: 'EXPECT_SYNTAX',
      message: `"${text}" is no regular expression: ${(cause as Error).message}`,
      hint: 'Write a JavaScript regular expression; put a backslash before { } [ ] ( ) meant as such.',
      cause,
    });
  }
};

/** Sends one line as it is written, and waits for a line that matches where one is expected. */
export const sendExpect = async (
  context: Context,
  { send, expect }: { readonly send?: string; readonly expect?: string },
  within_us: number,
): Promise<void> => {
  const { link, protocol } = context;
  const pattern = expect === undefined ? undefined : compileExpect(expect);
  const deadline_us = link.now_us() + within_us;
  if (send === undefined) link.begin();
  else await link.send(send, deadline_us);
  if (!pattern) return;
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
