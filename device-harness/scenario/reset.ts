import { answerOf, recordBoot, type Context, verbOf } from './context.ts';
import { resetFromOutside } from './hard-reset.ts';

/** Restarts the device, by the hook of the bench where it has one, and begins its next session. */
export const reset = async (context: Context, within_us: number): Promise<void> => {
  const { link, protocol, hardReset } = context;
  if (hardReset) {
    await resetFromOutside(context, hardReset, within_us);
    return;
  }
  const messages = verbOf(protocol, 'reset')(link, link.now_us() + within_us);
  const { message, line } = await answerOf(context, messages, 'boot');
  recordBoot(context, message, line.time_us);
};
