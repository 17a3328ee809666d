import type { Line, Link } from '../link.ts';
import type { Heard, Protocol, ProtocolDefinition } from './protocol.ts';
import { settle } from './settle.ts';
import { identityFrom } from './stated-identity.ts';
import { logIn, readLine } from './zephyr-shell-lines.ts';
import { createResults, messageOf } from './zephyr-shell-results.ts';

/** What follows a prompt within this time still belongs to the answer. */
const quiet_us = 50_000;
/** An answer of nothing but a prompt is believed after this time: the echo may be off. */
const silent_us = 300_000;
/** A classification that nothing follows for this long is complete. */
const complete_us = 200_000;
/** How long the shell may take to be there after the boot banner. */
const starting_us = 2_000_000;
const restart = 'kernel reboot cold';
/** Clears what an earlier host left on the command line. */
const clearLine = '\u0015';

/** The answer to a command; logs of other threads, and the prompts they redraw, are none of it. */
async function* answer(
  link: Link,
  prompt: string,
  command: string,
  deadline_us: number,
): AsyncGenerator<Line> {
  await link.send(command, deadline_us);
  let begun = false;
  let end_us: number | undefined;
  for (;;) {
    const line = end_us === undefined ? await link.line(deadline_us) : await link.next(end_us);
    if (!line) return;
    if (line.text === prompt) {
      // A log that came in between ends in a prompt too, before the command was even read.
      end_us ??= link.now_us() + (begun ? quiet_us : silent_us);
    } else if (logIn(line.text)) {
      link.aside(line.text, 'a log line');
    } else if (line.text.trim() !== '') {
      begun = true;
      end_us = undefined;
      if (line.text !== command) yield line;
    }
  }
}

async function* heard(
  link: Link,
  labels: readonly string[],
  until_us: number,
): AsyncGenerator<Heard> {
  const results = createResults(labels);
  let last: Line | undefined;
  for (;;) {
    const open = results.isOpen();
    const line = await link.next(open ? Math.min(until_us, link.now_us() + complete_us) : until_us);
    const said = line && readLine(line.text);
    const messages = said ? results.take(said) : line ? [] : results.finish();
    for (const message of messages) {
      const at = message.type === 'inference' && said?.kind !== 'anomaly' ? last : line;
      if (at ?? line) yield { message, line: (at ?? line)! };
    }
    if (line && !said && line.text.trim() !== '') link.noise(line.text, 'nothing that is known');
    if (!line && (!open || link.now_us() >= until_us)) return;
    if (said?.kind === 'score') last = line;
  }
}

/** A shell of Zephyr: whatever it offers is asked by send and expect, which know its prompt. */
export const zephyrShell: ProtocolDefinition<'zephyr-shell'> = {
  async open({ prompt = 'uart:~$ ', identity: stated = {}, labels = [] }) {
    const exchange = (link: Link, text: string, deadline_us: number): AsyncGenerator<Line> =>
      answer(link, prompt, text, deadline_us);
    const protocol: Protocol = {
      id: 'zephyr-shell',
      framing: { lineEnd: '\r', prompts: [prompt], escapes: 'obey' },
      exchange,
      interpret(line) {
        if (line === prompt) return { type: 'part' };
        const said = readLine(line);
        return said && messageOf(said, labels);
      },
      async *identify(link, deadline_us) {
        for await (const line of settle(link, deadline_us)) {
          const message = protocol.interpret(line.text);
          if (message) yield { message, line };
          else link.aside(line.text, 'before it was asked who it is');
        }
        await link.write(clearLine, deadline_us);
        for await (const line of exchange(link, 'kernel version', deadline_us)) {
          const version = /^Zephyr version (\S{1,100})$/u.exec(line.text)?.[1];
          const message = protocol.interpret(line.text);
          if (version === undefined) {
            if (message) yield { message, line };
            else link.noise(line.text, 'not the version of its kernel');
            continue;
          }
          const told = stated.firmware === undefined ? { firmware: 'zephyr', version } : {};
          const details = { 'Zephyr version': version };
          const identity = identityFrom({ ...told, details }, stated, labels);
          yield { message: { type: 'identity', ...identity }, line };
        }
      },
      async *reset(link, deadline_us) {
        await link.send(restart, deadline_us);
        let booted: Heard | undefined;
        while (!booted) {
          const line = await link.line(deadline_us);
          const message = protocol.interpret(line.text);
          if (message?.type === 'boot')
            booted = { message: { ...message, cause: 'command' }, line };
          else if (message?.type === 'error') yield { message, line };
          else if (line.text !== prompt && line.text !== restart) {
            link.aside(line.text, 'before it started again');
          }
        }
        const ready_us = Math.min(deadline_us, link.now_us() + starting_us);
        for (let line = await link.next(ready_us); line; line = await link.next(ready_us)) {
          if (line.text === prompt) break;
          link.aside(line.text, 'while it was starting');
        }
        yield booted;
      },
      listen: (link, until_us) => heard(link, labels, until_us),
    };
    return protocol;
  },
};
