import type { JournalEntry } from '../../schemas/types/journal-entry.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import { fault } from '../fault.ts';
import type { Link } from '../link.ts';
import type { Currents } from '../power/modelled.ts';
import type { Heard, Message, Protocol, Verb } from '../protocols/protocol.ts';
import type { Session } from './session.ts';

/** Takes a journal entry as it happens; sequence and host time are the journal's business. */
export type Journal = (entry: Omit<JournalEntry, 'seq' | 'at'>) => void;

/** What the steps of a scenario work with. */
export interface Context {
  readonly scenario: string;
  readonly link: Link;
  readonly protocol: Protocol;
  readonly session: Session;
  readonly journal: Journal;
  /** The stimuli this scenario has not used yet, in order. */
  readonly remaining: Stimulus[];
  /** Deadline of a step that names none. */
  readonly deadline_us: number;
  readonly currents?: Currents | undefined;
  /** How much later an answer of so many bytes may be seen here; only where time is the host's. */
  readonly link_us?: ((bytes: number) => number) | undefined;
  /** Resets the device from outside; only where the bench has a hook for it. */
  readonly hardReset?: (() => Promise<void>) | undefined;
}

/** The verb of a protocol, which may lack it: UNSUPPORTED. */
export const verbOf = <V extends Verb>(protocol: Protocol, verb: V): NonNullable<Protocol[V]> => {
  const found = protocol[verb];
  if (found) return found;
  throw fault('UNSUPPORTED', `the protocol ${protocol.id} has no ${verb}`);
};

/** Writes a boot down and begins its session. */
export const recordBoot = (
  { session }: Pick<Context, 'session'>,
  message: Message & { type: 'boot' },
  time_us: number,
): void => {
  session.begin(time_us, message);
  session.emit(time_us, { kind: 'boot', cause: message.cause });
};

/**
 * Writes down what nobody asked for and ends the scenario where it means a fault: a boot (RESET),
 * an error (DEVICE_ERROR) or a broken message (PROTOCOL).
 */
export const refuseUnasked = (context: Context, { message, line }: Heard): void => {
  if (message.type === 'boot') {
    recordBoot(context, message, line.time_us);
    throw fault('RESET', `it restarted in mid-scenario (cause: ${message.cause})`);
  }
  if (message.type === 'error') {
    const said = message.detail ? `${message.code}: ${message.detail}` : message.code;
    context.session.emit(line.time_us, { kind: 'error', message: said.slice(0, 2000) });
    throw fault('DEVICE_ERROR', `it answered with the error ${said}`);
  }
  if (message.type === 'malformed') {
    throw fault('PROTOCOL', `its ${message.of} message has no valid "${message.why}"`);
  }
};

/** The answer of type `type` out of a verb's messages; anything else on the way is looked at. */
export const answerOf = async <T extends Message['type']>(
  context: Context,
  messages: AsyncIterable<Heard>,
  type: T,
): Promise<Heard<Extract<Message, { type: T }>>> => {
  for await (const heard of messages) {
    if (heard.message.type === type) return heard as Heard<Extract<Message, { type: T }>>;
    refuseUnasked(context, heard);
    context.link.aside(heard.line.text, `not the ${type} that was waited for`);
  }
  throw fault('PROTOCOL', `it never sent the ${type} that was waited for`);
};
