import { fault } from '../fault.ts';
import type { Line, Link } from '../link.ts';
import { readLine } from './edge-impulse-lines.ts';

export const prompt = '> ';

/** How commands are sent: as they are, or in pieces a small receive buffer can take. */
export type Pieces = 'auto' | 'always' | 'never';

const piece = 5;
const gap_us = 20_000;
/** A prompt that something follows within this time was part of the output. */
const quiet_us = 50_000;
const stopping_us = 5e6;

/** Whether a line is the command with characters missing. */
const isMutilated = (line: string, command: string): boolean => {
  let at = 0;
  for (const character of line) {
    at = command.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return line !== '' && line.length < command.length;
};

/** Sends AT commands to one device and knows how fast it can take them. */
export interface AtServer {
  /** Stops whatever runs and waits for the prompt. */
  wake: (link: Link, deadline_us: number) => Promise<void>;
  /** Sends a command; what follows is its answer, echo included. */
  type: (link: Link, command: string, deadline_us: number) => Promise<void>;
  /** Sends a command and yields the lines of its answer: no echo, no prompt. */
  ask: (link: Link, command: string, deadline_us: number) => AsyncGenerator<Line>;
}

export const createAtServer = (pieces: Pieces): AtServer => {
  let slow = pieces === 'always';
  let early: Line[] = [];

  const next = async (link: Link, deadline_us: number): Promise<Line | undefined> =>
    early.shift() ?? link.next(deadline_us);
  const line = async (link: Link, deadline_us: number): Promise<Line> =>
    early.shift() ?? link.line(deadline_us);

  const pause = async (link: Link): Promise<void> => {
    const end_us = link.now_us() + gap_us;
    for (let heard = await link.next(end_us); heard; heard = await link.next(end_us)) {
      early.push(heard);
    }
  };

  const type = async (link: Link, command: string, deadline_us: number): Promise<void> => {
    early = [];
    if (!slow) return link.send(command, deadline_us);
    link.begin();
    for (let at = 0; at < command.length; at += piece) {
      await link.write(command.slice(at, at + piece), deadline_us);
      await pause(link);
    }
    return link.write('\r', deadline_us);
  };

  const wake = async (link: Link, deadline_us: number): Promise<void> => {
    await type(link, 'b', deadline_us);
    const end_us = Math.min(deadline_us, link.now_us() + stopping_us);
    let heard = await line(link, end_us);
    // It may have been in the middle of something, and says so before or after its prompt.
    for (let prompted = false; ;) {
      prompted = heard.text === prompt;
      if (!prompted && heard.text !== 'b') link.aside(heard.text, 'before it was ready');
      const more = await next(
        link,
        Math.min(end_us, link.now_us() + (prompted ? quiet_us : stopping_us)),
      );
      if (!more) {
        if (prompted) return;
        throw fault('DEADLINE', `no prompt within ${stopping_us / 1e6} s of stopping it`);
      }
      heard = more;
    }
  };

  async function* answer(link: Link, deadline_us: number): AsyncGenerator<Line> {
    let heard = await line(link, deadline_us);
    for (;;) {
      if (heard.text !== prompt) {
        yield heard;
        heard = await line(link, deadline_us);
        continue;
      }
      const more = await next(link, link.now_us() + quiet_us);
      if (!more) return;
      heard = more.text === prompt ? more : { ...more, text: `${prompt}${more.text}` };
    }
  }

  async function* ask(link: Link, command: string, deadline_us: number): AsyncGenerator<Line> {
    await type(link, command, deadline_us);
    let first = true;
    let mutilated = false;
    for await (const heard of answer(link, deadline_us)) {
      const isEcho = first && heard.text === command;
      if (first) mutilated = isMutilated(heard.text, command);
      if (isEcho || (first && mutilated)) {
        first = false;
        continue;
      }
      first = false;
      if (mutilated && !slow && pieces === 'auto' && readLine(heard.text)?.kind === 'error') {
        // Its echo shows that bytes were lost: from now on it gets them slowly.
        slow = true;
        await wake(link, deadline_us);
        yield* ask(link, command, deadline_us);
        return;
      } else yield heard;
    }
  }

  return { wake, type, ask };
};
