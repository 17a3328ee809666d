import { fault } from '../fault.ts';
import { type Context, recordBoot, refuseUnasked } from './context.ts';

/** What a boot is put down to where the device does not say why it started. */
const byHook = 'reset by the bench';

/**
 * Restarts the device from outside, asks it who it is and begins its next session with the boot it
 * reports, or with its answer where it reports none.
 */
export const resetFromOutside = async (
  context: Context,
  restart: () => Promise<void>,
  within_us: number,
): Promise<void> => {
  const { link, protocol } = context;
  await restart();
  link.begin();
  let boot: { cause: string; time_us: number } | undefined;
  for await (const heard of protocol.identify(link, link.now_us() + within_us)) {
    const { message, line } = heard;
    if (message.type === 'identity') {
      const { cause, time_us } = boot ?? { cause: byHook, time_us: line.time_us };
      recordBoot(context, { ...message, type: 'boot', cause }, time_us);
      return;
    }
    if (message.type === 'boot') boot = { cause: message.cause, time_us: line.time_us };
    else if (message.type !== 'part') {
      refuseUnasked(context, heard);
      link.aside(line.text, 'not the identity that was waited for');
    }
  }
  throw fault('PROTOCOL', 'it never said who it is after the reset');
};
