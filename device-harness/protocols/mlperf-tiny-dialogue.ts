import { fault } from '../fault.ts';
import type { Line, Link } from '../link.ts';
import { type DutLine, readLine } from './mlperf-tiny-lines.ts';

/** Something the device said, and the line it came in. */
export interface Said {
  readonly said: DutLine;
  readonly line: Line;
}

/** A line of the device, whether it is of the protocol or not. */
interface Spoken {
  readonly said?: DutLine | undefined;
  readonly line: Line;
}

/** Letters of the longest command, without what ends it. */
const commandLimit = 80;
/** Nobody who has something to say is silent for longer, once it has begun. */
const settling_us = 200_000;
/** A device that never falls silent is not waited for any longer than this. */
const longestDrain_us = 3e6;

const boardPrefix = '[dut]: ';

export interface Dialogue {
  /** Sends one command; what is left of an earlier answer is taken off the line before. */
  tell: (link: Link, command: string, deadline_us: number) => Promise<void>;
  /** Sends one command and yields every line up to the end of its answer. Never sends two at once. */
  speak: (link: Link, command: string, deadline_us: number) => AsyncGenerator<Spoken>;
  /** The same without what is not of the protocol, which is noise. */
  ask: (link: Link, command: string, deadline_us: number) => AsyncGenerator<Said>;
  /** All that is said until the device falls silent. What it means is up to the caller. */
  drain: (link: Link, deadline_us: number) => Promise<Said[]>;
}

const notOfIt = 'not a line of mlperf-tiny';

const check = (command: string): void => {
  // Many devices read address 0 on an empty command, and are lost.
  if (/^[^%]*[^\s%][^%]*$/u.test(command) && command.length <= commandLimit) return;
  throw fault(
    'STIMULUS',
    `"${command.slice(0, 40)}" is no command: one has 1 to ${commandLimit} letters, none of them %`,
  );
};

/** One command at a time, directly or through the benchmark's interface board. */
export const createDialogue = (through: 'direct' | 'interface-board'): Dialogue => {
  const direct = through === 'direct';
  /** Ends of answers that have not come. */
  let owed = 0;

  /** A line of the device without the mark of the board; undefined where the board itself speaks. */
  const ofDevice = (line: Line): Spoken | undefined => {
    if (direct) return { line, said: readLine(line.text) };
    if (line.text.startsWith(boardPrefix)) {
      const text = line.text.slice(boardPrefix.length);
      return { line: { ...line, text }, said: readLine(text) };
    }
    const known = line.text === 'm-ready' || line.text.startsWith('m-dut-passthrough(');
    return known ? undefined : { line };
  };

  const drain: Dialogue['drain'] = async (link, deadline_us) => {
    const heard: Said[] = [];
    const latest_us = Math.min(deadline_us, link.now_us() + longestDrain_us);
    for (;;) {
      const line = await link.next(Math.min(latest_us, link.now_us() + settling_us));
      if (!line) break;
      const { said } = ofDevice(line) ?? {};
      if (said) heard.push({ said, line });
      else if (line.text.trim() !== '') link.aside(line.text, notOfIt);
    }
    owed = 0;
    return heard;
  };

  const tell: Dialogue['tell'] = async (link, command, deadline_us) => {
    check(command);
    if (owed > 0) {
      // An earlier answer was given up; what is left of it must not be taken for this one.
      link.begin();
      for (const { line } of await drain(link, deadline_us)) {
        link.aside(line.text, 'left from an answer that was given up');
      }
    }
    owed = direct ? 1 : 2;
    await link.send(direct ? command : `dut ${command}`, deadline_us);
  };

  async function* speak(link: Link, command: string, deadline_us: number): AsyncGenerator<Spoken> {
    await tell(link, command, deadline_us);
    while (owed > 0) {
      const line = await link.line(deadline_us);
      if (!direct && line.text === 'm-ready') owed -= 1;
      const spoken = ofDevice(line);
      if (spoken?.said?.kind === 'ready') owed -= 1;
      else if (spoken) yield spoken;
    }
  }

  return {
    drain,
    tell,
    speak,
    async *ask(link, command, deadline_us) {
      for await (const { said, line } of speak(link, command, deadline_us)) {
        if (said) yield { said, line };
        else if (line.text.trim() !== '') link.noise(line.text, notOfIt);
      }
    },
  };
};
