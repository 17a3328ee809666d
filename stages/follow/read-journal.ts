import { open } from 'node:fs/promises';
import type { Line } from './progress.ts';

/** Whole lines of a journal and where they stand in it, in bytes. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Line[];
}

const chunk_B = 256 * 1024;
/** A line longer than this is none of ours. */
const longest_B = 4 * 1024 * 1024;
const newline = 0x0a;

const parsed = (text: string): Line => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // A broken line tells nothing; the stages that judge complain of it.
    return {};
  }
};

/**
 * The whole lines from byte `from` on, in pieces of bounded size; ends where the file ends (or at
 * `until`), holding back a line whose end is not written yet.
 */
export async function* readJournal(
  file: string,
  from: number,
  until: number = Infinity,
): AsyncGenerator<Piece> {
  await using handle = await open(file, 'r');
  let at = from;
  let rest = Buffer.alloc(0);
  for (;;) {
    const begin = at + rest.length;
    const size = Math.min(chunk_B, until - begin);
    if (size <= 0) return;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, begin);
    if (bytesRead === 0) return;
    const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    const end = bytes.lastIndexOf(newline) + 1;
    rest = bytes.subarray(end);
    if (rest.length > longest_B) return;
    if (end === 0) continue;
    const text = bytes.toString('utf8', 0, end);
    const lines = text.split('\n').filter((line) => line !== '');
    yield { from: at, to: at + end, lines: lines.map(parsed) };
    at += end;
  }
}
