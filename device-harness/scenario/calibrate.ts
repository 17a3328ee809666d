import { answerOf, type Context, verbOf } from './context.ts';

/** Has the device calibrate itself; how old its calibration was, and how this one ended, is kept. */
export const calibrate = async (context: Context, within_us: number): Promise<void> => {
  const { link, protocol, session } = context;
  const messages = verbOf(protocol, 'calibrate')(link, link.now_us() + within_us);
  const { message, line } = await answerOf(context, messages, 'calibration');
  const { age_s, outcome } = message;
  session.emit(line.time_us, { kind: 'calibration', age_s, outcome });
};
