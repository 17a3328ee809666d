import { PilotError } from '../../documents/pilot-error.ts';
import { fault } from '../fault.ts';
import { defaultLimit_B } from '../line-framer.ts';
import type { Line, Link } from '../link.ts';
import { compilePattern } from '../protocols/patterns-regex.ts';
import { recordBoot, refuseUnasked, type Context } from './context.ts';

/** The regular expression of an `expect`, which matches anywhere in a line. Throws EXPECT_SYNTAX. */
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

/**
 * Tries an `expect` on lines made to keep it busy, so that a suite can be refused before any device
 * is touched: one that runs away would stop all devices and every deadline. Throws EXPECT_SYNTAX,
 * EXPECT_RUNAWAY.
 */
export const tryExpect = (text: string): void => {
  compileExpect(text);
  try {
    compilePattern(text, defaultLimit_B);
  } catch (cause) {
    if (!(cause instanceof PilotError)) throw cause;
    const { message, hint } = cause;
    throw new PilotError({ code: 'EXPECT_RUNAWAY', message, hint, cause });
  }
};

const tell = async (link: Link, text: string, deadline_us: number): Promise<void> =>
  link.send(text, deadline_us);

/** Whatever comes until the deadline. */
async function* whatever(link: Link, deadline_us: number): AsyncGenerator<Line> {
  for (;;) yield await link.line(deadline_us);
}

/**
 * Sends one line as it is written, and waits for a line that matches where one is expected: in the
 * answer, where the protocol can tell its end (PROTOCOL where it ends without one), else in all
 * that comes.
 */
export const sendExpect = async (
  context: Context,
  { send, expect }: { readonly send?: string; readonly expect?: string },
  within_us: number,
): Promise<void> => {
  const { link, protocol } = context;
  const pattern = expect === undefined ? undefined : compileExpect(expect);
  const deadline_us = link.now_us() + within_us;
  const exchange = pattern && send !== undefined ? protocol.exchange : undefined;
  if (send === undefined) link.begin();
  else if (!exchange) await (protocol.tell ?? tell)(link, send, deadline_us);
  if (!pattern) return;
  let matched = false;
  const lines = exchange?.(link, send ?? '', deadline_us) ?? whatever(link, deadline_us);
  for await (const line of lines) {
    const message = protocol.interpret(line.text);
    const matches = pattern.test(line.text);
    if (matches && message?.type === 'boot') recordBoot(context, message, line.time_us);
    else if (!matches && !matched && message) refuseUnasked(context, { message, line });
    matched ||= matches;
    // The rest of an answer is taken too, so that the next command meets a device that listens.
    if (matched && !exchange) return;
    if (!matches) link.aside(line.text, `does not match ${expect}`);
  }
  if (!matched) throw fault('PROTOCOL', `its answer ended without a line that matches ${expect}`);
};
