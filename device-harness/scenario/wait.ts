import { refuseUnasked, type Context } from './context.ts';

/** More than a serial line at 460800 baud carries. */
const allowed_B_per_s = 64 * 1024;

/** Lets time pass. What the device says meanwhile is noise, unless it means a fault. */
export const wait = async (context: Context, duration_us: number): Promise<void> => {
  const { link, protocol } = context;
  link.begin(allowed_B_per_s * Math.max(1, duration_us / 1e6));
  const end_us = link.now_us() + duration_us;
  for (let line = await link.next(end_us); line; line = await link.next(end_us)) {
    const message = protocol.interpret(line.text);
    if (message?.type === 'part') continue;
    if (message) refuseUnasked(context, { message, line });
    if (message || line.text.trim() === '') link.aside(line.text, 'unasked, while waiting');
    else link.noise(line.text, 'unasked, while waiting');
  }
};
