import type { Stimulus } from '../../schemas/types/stimulus.ts';
import { fault } from '../fault.ts';
import type { Line, Link } from '../link.ts';
import { type AtServer, prompt } from './edge-impulse-commands.ts';
import { readLine, type Said } from './edge-impulse-lines.ts';
import { createResults, errorOf, type ResultOptions } from './edge-impulse-results.ts';
import type { Heard } from './protocol.ts';

const prompting_us = 500_000;
const explaining_us = 50_000;

/** The numbers of a stimulus, which are float32 little-endian. Throws STIMULUS. */
export const featuresOf = ({ sample, x }: Pick<Stimulus, 'sample' | 'x'>): Buffer => {
  const bytes = Buffer.from(x, 'base64');
  if (bytes.length > 0 && bytes.length % 4 === 0) return bytes;
  throw fault(
    'STIMULUS',
    `x of "${sample}" has ${bytes.length} B, which are no float32 numbers; an impulse takes these`,
  );
};

/**
 * The base64 pieces a device with a buffer of `characters` takes: each holds whole numbers, since
 * each is decoded by itself, and is filled up with "=" to the full length, since it is waited for.
 */
export const piecesOf = (bytes: Buffer, characters: number): { text: string; floats: number }[] => {
  const room = Math.floor((Math.floor(characters / 4) * 3) / 4) * 4;
  if (room === 0) throw fault('PROTOCOL', `pieces of ${characters} characters hold no number`);
  const pieces = [];
  for (let at = 0; at < bytes.length; at += room) {
    const part = bytes.subarray(at, at + room);
    const text = part.toString('base64').padEnd(characters, '=');
    pieces.push({ text, floats: (at + part.length) / 4 });
  }
  return pieces;
};

/** Puts a stimulus to the device with AT+RUNIMPULSESTATIC and yields its result last. */
export async function* inferStatic(
  server: AtServer,
  options: ResultOptions,
  link: Link,
  stimulus: Stimulus,
  deadline_us: number,
): AsyncGenerator<Heard> {
  const features = featuresOf(stimulus);
  const command = `AT+RUNIMPULSESTATIC=n,${features.length / 4}`;
  await server.type(link, command, deadline_us);
  const results = createResults(options);
  let pieces: ReturnType<typeof piecesOf> = [];
  let answer: Heard | undefined;
  let last: Line | undefined;

  const send = async (): Promise<void> => {
    const [piece] = pieces;
    if (piece) await link.write(piece.text, deadline_us);
  };
  /** What the transfer makes of a line; an answer of the wrong length is a broken one. */
  const advance = async (said: Said): Promise<string | undefined> => {
    if (said.kind === 'chunk') {
      pieces = piecesOf(features, said.characters);
      await send();
    } else if (said.kind === 'accepted') {
      const piece = pieces.shift();
      if (said.floats !== piece?.floats) return `count (${said.floats} for ${piece?.floats ?? 0})`;
      await send();
    }
    return undefined;
  };

  for (;;) {
    const line = await link.line(deadline_us);
    const said = readLine(line.text);
    if (line.text === command || line.text === prompt || line.text.trim() === '') continue;
    if (!said) {
      link.noise(line.text, 'not of Edge Impulse');
      continue;
    }
    if (errorOf(said)) {
      // The next line may say more of what went wrong.
      const more =
        said.kind === 'error' ? await link.next(link.now_us() + explaining_us) : undefined;
      const detail = more && more.text.startsWith('Expected') ? ` ${more.text.trim()}` : '';
      const error = errorOf(said);
      yield {
        message: error?.type === 'error' ? { ...error, detail: error.detail + detail } : error!,
        line,
      };
      continue;
    }
    const why = await advance(said);
    if (why !== undefined) yield { message: { type: 'malformed', of: 'OK', why }, line };
    const message = results.take(said);
    if (said.kind === 'score' || said.kind === 'timing' || said.kind === 'anomaly') last = line;
    if (message?.type === 'inference') answer = { message, line: last ?? line };
    else if (message) yield { message, line };
    if (said.kind === 'end') break;
  }
  const after = await link.next(Math.min(deadline_us, link.now_us() + prompting_us));
  if (after && after.text !== prompt) link.aside(after.text, 'after the end of its output');
  if (answer) yield answer;
}
