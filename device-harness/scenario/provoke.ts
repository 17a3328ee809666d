import { recordBoot, refuseUnasked, type Context, verbOf } from './context.ts';

/** A fault that is brought about or taken back, and the state the device has to reach. */
export interface Provocation {
  readonly verb: 'inject' | 'clear';
  readonly fault: string;
  readonly state: string;
}

/** What a device that starts anew has reached. */
const restarted = 'restarted';

/**
 * Brings a fault about, or takes it back, and waits for the declared state. Whether it came in time
 * is an event to be judged and no fault of the bench: a device that misses it goes on.
 */
export const provoke = async (
  context: Context,
  { verb, fault, state }: Provocation,
  within_us: number,
): Promise<void> => {
  const { link, protocol, session } = context;
  const began_us = link.now_us();
  const deadline_us = began_us + within_us;
  const about = { kind: 'state', cause: verb === 'inject' ? fault : `${fault} cleared` } as const;
  await verbOf(protocol, verb)(link, fault, deadline_us);
  let last = 'unknown';
  for (let line = await link.next(deadline_us); line; line = await link.next(deadline_us)) {
    const message = protocol.interpret(line.text);
    if (!message) link.noise(line.text, `not the state ${state} that was waited for`);
    else if (message.type === 'boot') {
      recordBoot(context, message, line.time_us);
      last = restarted;
    } else if (message.type === 'state') last = message.state;
    else refuseUnasked(context, { message, line });
    if (last === state) {
      const reaction_us = Math.round(line.time_us - began_us);
      session.emit(line.time_us, { ...about, state, outcome: 'ok', reaction_us });
      return;
    }
  }
  const reaction_us = Math.round(link.now_us() - began_us);
  session.emit(link.now_us(), { ...about, state: last, outcome: 'late', reaction_us });
};
