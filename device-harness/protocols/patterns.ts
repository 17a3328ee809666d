import { PilotError } from '../../documents/pilot-error.ts';
import { quantityIn } from '../../documents/units.ts';
import { loadDocument, type Located } from '../../documents/yaml-document.ts';
import type { Patterns } from '../../schemas/types/patterns.ts';
import { nearest } from '../../documents/nearest.ts';
import { fault } from '../fault.ts';
import type { Link } from '../link.ts';
import { type Command, compileCommand, type Filling } from './patterns-command.ts';
import { answers, type CompiledMessage, compileMessage, located } from './patterns-compile.ts';
import { readerBy, type Setting } from './patterns-messages.ts';
import type { Heard, Message, Protocol, ProtocolDefinition } from './protocol.ts';
import { settle } from './settle.ts';
import { identityFrom } from './stated-identity.ts';

type Read = ReturnType<typeof readerBy>;
type Verb = keyof typeof answers;

/** One verb of the file: what is sent, and the message that answers it. */
interface Exchange {
  readonly command: Command;
  readonly expect: string;
  /** What kind of message that is. */
  readonly answer: CompiledMessage['meaning'];
}

const settingOf = (document: Located<Patterns>): Setting => ({
  stated: document.value.identity ?? {},
  labels: document.value.labels ?? [],
  tick_us: located(
    () => document.at(['tick']),
    () => (document.value.tick === undefined ? undefined : quantityIn(document.value.tick, 'us')),
  ),
  limit_B: document.value['line-limit'] ?? 1024,
  prompts: document.value.prompts ?? [],
});

const compileExchange = (
  document: Located<Patterns>,
  verb: Verb,
  messages: readonly CompiledMessage[],
): Exchange | undefined => {
  const told = document.value[verb];
  if (!told) return undefined;
  const message = messages.find(({ id }) => id === told.expect);
  const fits =
    message &&
    (message.meaning === answers[verb] || (verb === 'identify' && message.meaning === 'boot'));
  if (!fits) {
    const ids = messages.map(({ id }) => id);
    const meant = message ? undefined : nearest(told.expect, ids);
    throw new PilotError({
      code: 'PATTERNS_INVALID',
      message: message
        ? `"${told.expect}" means ${message.meaning}, and ${verb} waits for ${answers[verb]}`
        : `There is no message "${told.expect}"`,
      hint: meant ? `Did you mean "${meant}"?` : `The messages of this file: ${ids.join(', ')}.`,
      where: document.at([verb, 'expect']),
    });
  }
  const where = () => document.at([verb, 'send']);
  const command = compileCommand(told.send, verb, document.value, where);
  return { command, expect: told.expect, answer: message.meaning };
};

/**
 * What came before a command is sent and so is no answer to it. Throws PROTOCOL for an inference
 * before the next one is asked for: the answers after it would be those to other stimuli.
 */
async function* before(link: Link, read: Read, { answer }: Exchange): AsyncGenerator<Heard> {
  for (let line = await link.queued(); line; line = await link.queued()) {
    if (line.text.trim() === '') continue;
    const message = read(line.text)?.message;
    if (message?.type === 'part') continue;
    if (!message) link.noise(line.text, 'matches no message of the patterns file');
    else if (message.type !== answer) yield { message, line };
    else if (answer !== 'inference') link.aside(line.text, 'before it was asked');
    else throw fault('PROTOCOL', `it answered twice: ${JSON.stringify(line.text.slice(0, 80))}`);
  }
}

/** Sends a command and yields messages until the one that answers it. */
async function* ask(
  link: Link,
  read: Read,
  exchange: Exchange,
  filling: Filling,
  deadline_us: number,
): AsyncGenerator<Heard> {
  const { command, expect } = exchange;
  const text = command(filling);
  yield* before(link, read, exchange);
  await link.send(text, deadline_us);
  for (;;) {
    const line = await link.line(deadline_us);
    if (line.text === text || line.text.trim() === '') continue;
    const found = read(line.text);
    if (found?.message.type === 'part') continue;
    if (found) yield { message: found.message, line };
    else link.noise(line.text, 'matches no message of the patterns file');
    if (found?.id === expect && found.message.type !== 'malformed') return;
  }
}

/** A message that says who the device is, as the answer to who it is. */
const asIdentity = (message: Message): Message => {
  if (message.type !== 'boot') return message;
  const { cause, ...identity } = message;
  return { ...identity, type: 'identity', details: { cause } };
};

/** The protocol that a patterns file describes. */
export const protocolOf = (document: Located<Patterns>): Protocol => {
  const { value } = document;
  const setting = settingOf(document);
  const messages = Object.keys(value.messages).map((id) => compileMessage(document, id));
  const read = readerBy(messages, setting);
  const of = (verb: Verb): Exchange | undefined => compileExchange(document, verb, messages);
  const { identify, infer, reset, sleep } = {
    identify: of('identify'),
    infer: of('infer'),
    reset: of('reset'),
    sleep: of('sleep'),
  };

  return {
    id: 'patterns',
    framing: {
      ...(value['line-end'] !== undefined && { lineEnd: value['line-end'] }),
      limit_B: setting.limit_B,
      prompts: setting.prompts,
    },
    interpret: (line) => read(line)?.message,
    async *identify(link, deadline_us) {
      if (!identify) {
        // It only tells, and what it has begun to tell belongs to the first step.
        const line = { text: '', time_us: link.now_us() };
        yield {
          message: { type: 'identity', ...identityFrom({}, setting.stated, setting.labels) },
          line,
        };
        return;
      }
      for await (const line of settle(link, deadline_us)) {
        const message = read(line.text)?.message;
        if (message) yield { message, line };
        else link.aside(line.text, 'before it was asked who it is');
      }
      for await (const { message, line } of ask(link, read, identify, {}, deadline_us)) {
        yield {
          message:
            message.type === 'boot' && read(line.text)?.id === identify.expect
              ? asIdentity(message)
              : message,
          line,
        };
        // It restarted when the port was opened, so the question may be lost.
        if (message.type === 'boot' && read(line.text)?.id !== identify.expect)
          await link.send(identify.command({}), deadline_us);
      }
    },
    ...(infer && {
      infer: (link, stimulus, deadline_us) => ask(link, read, infer, { stimulus }, deadline_us),
    }),
    ...(reset && { reset: (link, deadline_us) => ask(link, read, reset, {}, deadline_us) }),
    ...(sleep && {
      sleep: (link, ms, deadline_us) => ask(link, read, sleep, { ms }, deadline_us),
    }),
  };
};

/** A protocol described in a YAML file. */
export const patterns: ProtocolDefinition<'patterns'> = {
  open: async ({ file = '' }) => protocolOf(await loadDocument<Patterns>(file, 'patterns')),
};
