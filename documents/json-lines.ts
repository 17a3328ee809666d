import { createReadStream } from 'node:fs';

/** One line of a file: what it holds, or why it is no JSON object. */
export interface JsonLine {
  readonly line: number;
  readonly value?: Record<string, unknown>;
  readonly reason?: string;
}

const longestLine = 1024 * 1024;
const chunk_B = 1 << 20;

/** Lines that came together, the first of which has the number `first` (from 1). */
export interface LineBatch {
  readonly first: number;
  readonly lines: readonly string[];
}

/**
 * Streams a text file in batches of lines, which costs a turn of the event loop a chunk and not
 * one a line. A line longer than 4 MiB ends the stream with its beginning.
 */
export async function* readLineBatches(file: string): AsyncGenerator<LineBatch> {
  let rest = '';
  let first = 1;
  let begun = false;
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: chunk_B })) {
    const text = begun ? String(chunk) : String(chunk).replace(/^\uFEFF/u, '');
    begun = true;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield { first, lines };
    first += lines.length;
    if (rest.length > 4 * longestLine) break;
  }
  if (rest !== '') yield { first, lines: [rest] };
}

const parse = (line: number, text: string): JsonLine => {
  if (text.length > longestLine) return { line, reason: `longer than ${longestLine} characters` };
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { line, value: value as Record<string, unknown> }
      : { line, reason: 'not a JSON object' };
  } catch (error) {
    return { line, reason: `not JSON: ${(error as Error).message}` };
  }
};

/** Streams a file of JSON objects, one a line; empty lines are passed over, broken ones reported. */
export async function* readJsonLines(file: string): AsyncGenerator<JsonLine> {
  for await (const { first, lines } of readLineBatches(file)) {
    for (const [index, text] of lines.entries()) {
      if (text.trim() !== '') yield parse(first + index, text);
    }
  }
}
