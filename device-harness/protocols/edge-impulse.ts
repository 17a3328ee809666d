import { fault } from '../fault.ts';
import type { Line, Link } from '../link.ts';
import { type AtServer, createAtServer, prompt } from './edge-impulse-commands.ts';
import { readLine } from './edge-impulse-lines.ts';
import { createResults, errorOf, type ResultOptions } from './edge-impulse-results.ts';
import { inferStatic } from './edge-impulse-transfer.ts';
import type { Heard, Identity, Message, Protocol, ProtocolDefinition } from './protocol.ts';
import { settle } from './settle.ts';
import { identityFrom, type Stated } from './stated-identity.ts';

/** Newest version of the AT command set that is known. */
const newest = [1, 8] as const;
/** A result that nothing follows for this long is complete. */
const quiet_us = 200_000;

const interpret = (line: string, options: ResultOptions): Message | undefined => {
  const said = readLine(line);
  if (!said) return undefined;
  const results = createResults(options);
  if (said.kind === 'array' || said.kind === 'broken') return results.take(said);
  return errorOf(said) ?? { type: 'part' };
};

const isKnown = (version: string): boolean => {
  const [major, minor] = version.split('.').map(Number);
  return major === newest[0] && minor !== undefined && minor <= newest[1];
};

/** Who the device is, by the settings AT+CONFIG? lists. Throws PROTOCOL for a newer command set. */
const told = (settings: ReadonlyMap<string, string>): Partial<Identity> => {
  const version = settings.get('AT Version');
  if (version === undefined) throw fault('PROTOCOL', 'its AT+CONFIG? names no AT Version');
  if (!isKnown(version)) {
    throw fault('PROTOCOL', `it speaks AT ${version}; the newest known is ${newest.join('.')}`);
  }
  const kept = ['ID', 'AT Version', 'Model type'].flatMap((name) => {
    const value = settings.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { firmware: settings.get('Type') ?? '', details: Object.fromEntries(kept) };
};

/** Results as they come, until the deadline. */
async function* results(
  link: Link,
  options: ResultOptions,
  until_us: number,
  echo?: string,
): AsyncGenerator<Heard> {
  const reader = createResults(options);
  // A result is as old as its last line, not as the line that ended it.
  let last: Line | undefined;
  for (;;) {
    const open = reader.isOpen();
    const line = await link.next(open ? Math.min(until_us, link.now_us() + quiet_us) : until_us);
    if (!line) {
      const message = reader.finish();
      if (message && last) yield { message, line: last };
      if (!open || link.now_us() >= until_us) return;
      continue;
    }
    if (line.text === echo || line.text.trim() === '') continue;
    const said = readLine(line.text);
    if (!said) {
      link.noise(line.text, 'not of Edge Impulse');
      continue;
    }
    const message = reader.take(said);
    if (message) {
      const own = message.type === 'inference' && said.kind !== 'array' ? last : undefined;
      yield { message, line: own ?? line };
    }
    last = reader.isOpen() ? line : undefined;
  }
}

async function* atResults(
  server: AtServer,
  link: Link,
  command: string,
  options: ResultOptions,
  until_us: number,
): AsyncGenerator<Heard> {
  await server.type(link, command, until_us);
  try {
    yield* results(link, options, until_us, command);
  } finally {
    // What it did is written down; where it cannot be stopped the next command will tell.
    await server.wake(link, link.now_us() + 5e6).catch(() => {});
  }
}

const only = (stated: Stated, labels: readonly string[]): Protocol['identify'] =>
  async function* identify(link) {
    const line = { text: '', time_us: link.now_us() };
    yield { message: { type: 'identity', ...identityFrom({}, stated, labels) }, line };
  };

/** Edge Impulse firmware: its AT server, or a program that only prints results. */
export const edgeImpulse: ProtocolDefinition<'edge-impulse'> = {
  async open({ mode = 'at', run = 'RUNIMPULSE', pieces = 'auto', ...rest }) {
    const { latency = 'all', identity: stated = {}, labels = [] } = rest;
    const options: ResultOptions = { labels, latency };
    const common = { id: 'edge-impulse', interpret: (line: string) => interpret(line, options) };
    if (mode === 'prints') {
      return {
        ...common,
        identify: only(stated, labels),
        listen: (link, until_us) => results(link, options, until_us),
      };
    }
    const server = createAtServer(pieces);
    return {
      ...common,
      framing: { lineEnd: '\r', prompts: [prompt], escapes: 'obey' },
      async *identify(link, deadline_us) {
        for await (const line of settle(link, deadline_us)) {
          link.aside(line.text, 'before it was asked who it is');
        }
        await server.wake(link, deadline_us);
        const settings = new Map<string, string>();
        let last: Line | undefined;
        for await (const line of server.ask(link, 'AT+CONFIG?', deadline_us)) {
          const said = readLine(line.text);
          const error = said && errorOf(said);
          if (error) yield { message: error, line };
          if (said?.kind === 'setting' && !settings.has(said.name))
            settings.set(said.name, said.value);
          last = line;
        }
        const line = last ?? { text: '', time_us: link.now_us() };
        yield {
          message: { type: 'identity', ...identityFrom(told(settings), stated, labels) },
          line,
        };
      },
      infer: (link, stimulus, deadline_us) =>
        inferStatic(server, options, link, stimulus, deadline_us),
      exchange: (link, text, deadline_us) => server.ask(link, text, deadline_us),
      listen: (link, until_us) => atResults(server, link, `AT+${run}`, options, until_us),
    };
  },
};
