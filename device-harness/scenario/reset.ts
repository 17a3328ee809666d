import { answerOf, recordBoot, type Context, verbOf } from './context.ts';

/** Restarts the device and begins its next session. */
export const reset = async (context: Context, within_us: number): Promise<void> => {
  const { link, protocol } = context;
  const messages = verbOf(protocol, 'reset')(link, link.now_us() + within_us);
  const { message, line } = await answerOf(context, messages, 'boot');
  recordBoot(context, message, line.time_us);
};
