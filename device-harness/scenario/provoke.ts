import type { Line } from '../link.ts';
import { recordBoot, refuseUnasked, type Context, verbOf } from './context.ts';

/** A fault that is brought about or taken back, and the state the device has to reach. */
export interface Provocation {
  readonly verb: 'inject' | 'clear';
  readonly fault: string;
  readonly state: string;
}

/** What a device that starts anew has reached. */
const restarted = 'restarted';
/** The longest a state that was missed is still waited for. */
const straggling_us = 2e6;

/** What a line says the device has reached; what it says else is written down or refused. */
const stateIn = (context: Context, line: Line, waited: string): string | undefined => {
  const message = context.protocol.interpret(line.text);
  if (!message) {
    context.link.noise(line.text, waited);
    return undefined;
  }
  if (message.type === 'boot') {
    recordBoot(context, message, line.time_us);
    return restarted;
  }
  if (message.type === 'state') return message.state;
  refuseUnasked(context, { message, line });
  return undefined;
};

/** Takes no line for the answer to what is only about to be sent. */
const dropQueued = async (context: Context): Promise<void> => {
  const { link } = context;
  const why = 'said before the fault was brought about or taken back';
  for (let line = await link.queued(); line; line = await link.queued()) {
    if (stateIn(context, line, why) !== undefined) link.aside(line.text, why);
  }
};

/** Waits for the state that was missed, so that it cannot pass for an answer to what comes next. */
const awaitStraggler = async (context: Context, state: string, until_us: number): Promise<void> => {
  const { link } = context;
  const why = `said after the state ${state} was due`;
  for (let line = await link.next(until_us); line; line = await link.next(until_us)) {
    const reached = stateIn(context, line, why);
    if (reached !== undefined) link.aside(line.text, why);
    if (reached === state) return;
  }
};

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
  await dropQueued(context);
  const began_us = link.now_us();
  const deadline_us = began_us + within_us;
  const about = { kind: 'state', cause: verb === 'inject' ? fault : `${fault} cleared` } as const;
  await verbOf(protocol, verb)(link, fault, deadline_us);
  let last = 'unknown';
  let isOver = false;
  for (let line = await link.next(deadline_us); line; line = await link.next(deadline_us)) {
    const reached = stateIn(context, line, `not the state ${state} that was waited for`);
    if (reached === undefined) continue;
    if (line.time_us < began_us || line.time_us > deadline_us) {
      link.aside(line.text, `not said while the state ${state} was waited for`);
      isOver ||= line.time_us > deadline_us && reached === state;
      continue;
    }
    last = reached;
    if (last === state) {
      const reaction_us = Math.round(line.time_us - began_us);
      session.emit(line.time_us, { ...about, state, outcome: 'ok', reaction_us });
      return;
    }
  }
  // How long it would have taken nobody knows, and the time that was waited is no reaction.
  session.emit(link.now_us(), { ...about, state: last, outcome: 'late' });
  if (isOver) return;
  await awaitStraggler(context, state, link.now_us() + straggling_us);
};
