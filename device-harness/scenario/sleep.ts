import { answerOf, type Context, verbOf } from './context.ts';

/** Lets the device sleep; its deadline counts from the moment it should wake. */
export const sleep = async (
  context: Context,
  duration_us: number,
  within_us: number,
): Promise<void> => {
  const { link, protocol, session } = context;
  const milliseconds = Math.round(duration_us / 1000);
  session.emit(link.now_us(), { kind: 'sleep' });
  const deadline_us = link.now_us() + duration_us + within_us;
  const messages = verbOf(protocol, 'sleep')(link, milliseconds, deadline_us);
  const { message, line } = await answerOf(context, messages, 'wake');
  session.emit(line.time_us, { kind: 'wake', slept_ms: message.slept_ms });
};
