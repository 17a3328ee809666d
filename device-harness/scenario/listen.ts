import { fault } from '../fault.ts';
import type { Link } from '../link.ts';
import type { Heard, Protocol } from '../protocols/protocol.ts';
import { recordBoot, refuseUnasked, type Context } from './context.ts';
import { inferenceEvent } from './inference-event.ts';

/** More than a serial line at 460800 baud carries. */
const allowed_B_per_s = 64 * 1024;

/** What a device says unasked, line by line. */
export async function* heardByLine(
  { id, interpret }: Pick<Protocol, 'id' | 'interpret'>,
  link: Link,
  until_us: number,
): AsyncGenerator<Heard> {
  for (let line = await link.next(until_us); line; line = await link.next(until_us)) {
    const message = interpret(line.text);
    if (message) yield { message, line };
    else if (line.text.trim() !== '') link.noise(line.text, `not a message of ${id}`);
  }
}

/** Writes down what one message says. True where it was an inference or a window of them. */
const record = (context: Context, heard: Heard): boolean => {
  const { session, link } = context;
  const { message, line } = heard;
  switch (message.type) {
    case 'inference': {
      const sample = message.sample ?? `listen-${session.inferences() + 1}`;
      const event = inferenceEvent(message, { sample }, session);
      // Set, and not spread into a copy: that takes as long as parsing the line did.
      event.unasked = true;
      session.emit(line.time_us, event);
      return true;
    }
    case 'tally': {
      const { inferences, elapsed_us, extra } = message;
      session.emit(line.time_us, { kind: 'window', inferences, elapsed_us, ...extra });
      return true;
    }
    case 'state':
      session.emit(line.time_us, { kind: 'state', state: message.state, ...message.extra });
      return false;
    case 'wake':
      session.emit(line.time_us, { kind: 'wake', slept_ms: message.slept_ms });
      return false;
    case 'boot':
      // Opening the port restarts many boards: until it has said anything else, nothing is lost.
      if (session.isFresh()) recordBoot(context, message, line.time_us);
      else refuseUnasked(context, heard);
      return false;
    case 'part':
      return false;
    default:
      refuseUnasked(context, heard);
      link.aside(line.text, 'unasked, while listening');
      return false;
  }
};

/**
 * Writes down what the device says unasked, for a time or until it has given `count` inferences,
 * a window counting as one. Fewer by then are a DEADLINE. Such inferences have no truth, and samples
 * of their own: `listen-1` and so on.
 */
export const listen = async (
  context: Context,
  { count, within_us }: { readonly count?: number; readonly within_us: number },
): Promise<void> => {
  const { link, protocol } = context;
  link.begin(allowed_B_per_s * Math.max(1, within_us / 1e6));
  const until_us = link.now_us() + within_us;
  const messages = protocol.listen?.(link, until_us) ?? heardByLine(protocol, link, until_us);
  let given = 0;
  for await (const heard of messages) {
    if (record(context, heard)) given += 1;
    if (count !== undefined && given >= count) return;
  }
  if (count === undefined) return;
  const waited = `${Number((within_us / 1e6).toPrecision(3))} s`;
  throw fault('DEADLINE', `it gave ${given} of ${count} inferences within ${waited}`);
};
