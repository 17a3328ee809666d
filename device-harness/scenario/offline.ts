import { refuseUnasked, type Context, verbOf } from './context.ts';
import { fault } from '../fault.ts';

/** How many events of a backlog came, by their numbers. */
interface Received {
  readonly numbers: Set<number>;
  duplicated: number;
}

/**
 * Takes the connection of a device away for a while, and then its backlog: events that are missing
 * by their numbers, or that had no room, are lost; those that came again are duplicates.
 */
export const offline = async (
  context: Context,
  duration_us: number,
  within_us: number,
): Promise<void> => {
  const { link, protocol, session } = context;
  const milliseconds = Math.round(duration_us / 1000);
  const deadline_us = link.now_us() + duration_us + within_us;
  const received: Received = { numbers: new Set(), duplicated: 0 };
  const messages = verbOf(protocol, 'offline')(link, milliseconds, deadline_us);
  for await (const heard of messages) {
    const { message, line } = heard;
    if (message.type === 'backlog') {
      if (received.numbers.has(message.number)) received.duplicated += 1;
      received.numbers.add(message.number);
    } else if (message.type === 'sync') {
      const { queued, dropped } = message;
      const beyond = [...received.numbers].find((number) => number >= queued);
      if (beyond !== undefined) {
        throw fault('PROTOCOL', `its backlog of ${queued} has an event of number ${beyond}`);
      }
      const lost = queued - received.numbers.size + dropped;
      const { duplicated } = received;
      const outcome = lost > 0 ? 'lost' : duplicated > 0 ? 'duplicated' : 'ok';
      session.emit(line.time_us, { kind: 'sync', queued, lost, duplicated, outcome });
      return;
    } else refuseUnasked(context, heard);
  }
  throw fault('PROTOCOL', 'it never said that its backlog is at its end');
};
