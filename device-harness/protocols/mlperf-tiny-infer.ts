import { fault } from '../fault.ts';
import type { Line, Link } from '../link.ts';
import type { Dialogue } from './mlperf-tiny-dialogue.ts';
import { between_us, type DutLine, unaskedMessage } from './mlperf-tiny-lines.ts';
import type { Heard, Message } from './protocol.ts';

/** A device that is being talked to. */
export interface Talk {
  readonly link: Link;
  readonly dialogue: Dialogue;
  readonly deadline_us: number;
  readonly mode: 'performance' | 'energy';
  /** What a banner in the middle means. */
  readonly boot: () => Message;
}

/** One `infer` of a device, as it described it. */
export interface Inferred {
  /**
   * On the device's clock, from before the first inference to after the last; absent in the energy
   * mode, where a pin tells it.
   */
  readonly elapsed_us?: number;
  /** From its m-infer-start to its m-infer-done, as the host received them. */
  readonly host_us: number;
  /** Bytes of the first time stamp, which is printed while the time runs. */
  readonly stamp_B: number;
  readonly scores: readonly number[];
  /** The line the results came in. */
  readonly line: Line;
}

/** Asks, gives every line of the answer to `take`, and yields what belongs to no answer. */
async function* exchange(
  { link, dialogue, deadline_us, boot }: Talk,
  command: string,
  take: (said: DutLine, line: Line) => void,
): AsyncGenerator<Heard> {
  for await (const { said, line } of dialogue.ask(link, command, deadline_us)) {
    const restarted = said.kind === 'mode' || said.kind === 'init-done';
    const message = restarted ? boot() : unaskedMessage(said);
    if (message) yield { message, line };
    else take(said, line);
  }
}

/** Loads an input, `piece_B` bytes a command. The device must say that all of it arrived. */
export async function* load(talk: Talk, bytes: Uint8Array, piece_B: number): AsyncGenerator<Heard> {
  const size = bytes.length;
  let expected: number | undefined;
  let done = 0;
  yield* exchange(talk, `db load ${size}`, (said) => {
    if (said.kind === 'expecting') expected = said.count;
  });
  if (expected !== size) {
    throw fault('PROTOCOL', `told of ${size} bytes, it expects ${expected ?? 'none'}`);
  }
  const hex = Buffer.from(bytes).toString('hex');
  for (let at = 0; at < hex.length; at += piece_B * 2) {
    if (done > 0) throw fault('PROTOCOL', `it took ${at / 2} of ${size} bytes for the whole input`);
    yield* exchange(talk, `db ${hex.slice(at, at + piece_B * 2)}`, (said) => {
      if (said.kind === 'load-done') done += 1;
    });
  }
  if (done !== 1) throw fault('PROTOCOL', `sent ${size} bytes, it still waits for some of them`);
}

interface Transcript {
  warmups?: number;
  inferences?: number;
  readonly laps: { readonly us: number; readonly stamp_B: number }[];
  began_us?: number;
  ended_us?: number;
  results?: { readonly scores: readonly number[]; readonly line: Line };
}

const write = (transcript: Transcript, said: DutLine, line: Line): void => {
  switch (said.kind) {
    case 'warmup-start':
      transcript.warmups = said.count;
      break;
    case 'infer-start':
      transcript.inferences = said.count;
      transcript.began_us = line.time_us;
      break;
    case 'lap':
      transcript.laps.push({ us: said.us, stamp_B: `m-lap-us-${said.us}\r\n`.length });
      break;
    case 'infer-done':
      transcript.ended_us = line.time_us;
      break;
    case 'results':
      transcript.results = { scores: said.scores, line };
      break;
    default:
  }
};

/** Infers `iterations` times after `warmups` that no time is taken of; yields what was not asked. */
export async function* infer(
  talk: Talk,
  iterations: number,
  warmups: number,
): AsyncGenerator<Heard, Inferred> {
  const transcript: Transcript = { laps: [] };
  // Without the second number the reference firmware warms up ten times, whatever its help says.
  yield* exchange(talk, `infer ${iterations} ${warmups}`, (said, line) =>
    write(transcript, said, line),
  );
  const { laps, began_us, ended_us, results } = transcript;
  if (transcript.inferences !== iterations || transcript.warmups !== warmups) {
    const told = `${transcript.inferences ?? 'no'} after ${transcript.warmups ?? 'no'} warm-ups`;
    throw fault(
      'PROTOCOL',
      `asked for ${iterations} inferences after ${warmups} warm-ups, it tells of ${told}`,
    );
  }
  if (!results) throw fault('PROTOCOL', 'its answer to infer has no m-results');
  if (began_us === undefined || ended_us === undefined) {
    throw fault('PROTOCOL', 'its answer to infer has no m-infer-done');
  }
  const host_us = Math.round(ended_us - began_us);
  const [first, last] = laps;
  if (talk.mode === 'energy') {
    if (!first) return { host_us, stamp_B: 0, ...results };
    throw fault('MODE', 'it gives time stamps: its firmware is built for the performance mode');
  }
  if (!first) {
    throw fault('MODE', 'it gives no time stamps: its firmware is built for the energy mode');
  }
  if (!last || laps.length !== 2) {
    throw fault('PROTOCOL', `its answer to infer has ${laps.length} time stamps instead of 2`);
  }
  const elapsed_us = between_us(first.us, last.us);
  if (Number.isNaN(elapsed_us)) {
    throw fault(
      'PROTOCOL',
      `its clock went from ${first.us} to ${last.us} us over one infer, which is backwards`,
    );
  }
  return { elapsed_us, host_us, stamp_B: first.stamp_B, ...results };
}
