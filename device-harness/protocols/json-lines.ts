import { fault } from '../fault.ts';
import type { Link } from '../link.ts';
import { interpret } from './json-lines-messages.ts';
import type { Heard, Protocol } from './protocol.ts';

const commandLimit_B = 2048;
/** How long a device that restarts when its port is opened may take to say so. */
const settling_us = 100_000;

/** Messages until one of type `last`; lines nobody can read are noise. */
async function* until(last: string, link: Link, deadline_us: number): AsyncGenerator<Heard> {
  for (;;) {
    const line = await link.line(deadline_us);
    const message = interpret(line.text);
    if (!message) {
      if (line.text.trim() !== '') link.noise(line.text, 'not a message of json-lines');
      continue;
    }
    yield { message, line };
    if (message.type === last) return;
  }
}

async function* ask(
  link: Link,
  command: Readonly<Record<string, unknown>>,
  last: string,
  deadline_us: number,
): AsyncGenerator<Heard> {
  const text = JSON.stringify(command);
  const size = Buffer.byteLength(text) + 1;
  if (size > commandLimit_B) {
    throw fault(
      'STIMULUS',
      `a ${String(command['cmd'])} command of ${size} B exceeds the protocol's ${commandLimit_B} B`,
    );
  }
  await link.send(text, deadline_us);
  yield* until(last, link, deadline_us);
}

/** Version 1 of docs/wire-protocol.md. */
export const jsonLines: Protocol = {
  id: 'json-lines',
  interpret,
  async *identify(link, deadline_us) {
    const first = await link.next(Math.min(deadline_us, link.now_us() + settling_us));
    const early = first && interpret(first.text);
    if (early) yield { message: early, line: first };
    // The first line may have begun before the port was open, so nothing is held against it.
    else if (first) link.aside(first.text, 'not a message of json-lines');
    let forgiven = false;
    for await (const heard of ask(link, { cmd: 'id' }, 'identity', deadline_us)) {
      // Half a command of a run that was cut off spoils the first question, and only that.
      if (heard.message.type === 'error' && !forgiven) {
        forgiven = true;
        link.aside(heard.line.text, 'an answer to half a command of an earlier run; asked again');
        await link.send(JSON.stringify({ cmd: 'id' }), deadline_us);
        continue;
      }
      yield heard;
      // It restarted when the port was opened, so the question may be lost.
      if (heard.message.type === 'boot')
        await link.send(JSON.stringify({ cmd: 'id' }), deadline_us);
    }
  },
  infer: (link, { sample, x }, deadline_us) =>
    ask(link, { cmd: 'infer', sample, x }, 'inference', deadline_us),
  sleep: (link, ms, deadline_us) => ask(link, { cmd: 'sleep', ms }, 'wake', deadline_us),
  reset: (link, deadline_us) => ask(link, { cmd: 'reset' }, 'boot', deadline_us),
  inject: async (link, fault, deadline_us) =>
    link.send(JSON.stringify({ cmd: 'inject', fault }), deadline_us),
  clear: async (link, fault, deadline_us) =>
    link.send(JSON.stringify({ cmd: 'clear', fault }), deadline_us),
  calibrate: (link, deadline_us) => ask(link, { cmd: 'calibrate' }, 'calibration', deadline_us),
  offline: (link, ms, deadline_us) => ask(link, { cmd: 'offline', ms }, 'sync', deadline_us),
};
