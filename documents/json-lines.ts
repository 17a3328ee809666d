import { createReadStream } from 'node:fs';

/** One line of a file: what it holds, or why it is no JSON object. */
export interface JsonLine {
  readonly line: number;
  readonly text: string;
  readonly value?: Record<string, unknown>;
  readonly reason?: string;
}

const longestLine = 1024 * 1024;

const parse = (line: number, text: string): JsonLine => {
  if (text.length > longestLine) {
    return { line, text: text.slice(0, 200), reason: `longer than ${longestLine} characters` };
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { line, text, value: value as Record<string, unknown> }
      : { line, text, reason: 'not a JSON object' };
  } catch (error) {
    return { line, text, reason: `not JSON: ${(error as Error).message}` };
  }
};

/** Streams a file of JSON objects, one a line; empty lines are passed over, broken ones reported. */
export async function* readJsonLines(file: string): AsyncGenerator<JsonLine> {
  for await (const batch of readJsonLineBatches(file)) yield* batch;
}

/** The same in batches, which costs one turn of the event loop a chunk instead of one a line. */
export async function* readJsonLineBatches(file: string): AsyncGenerator<JsonLine[]> {
  let rest = '';
  let line = 0;
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
    const pieces = (rest + String(chunk)).split('\n');
    rest = pieces.pop() ?? '';
    const batch: JsonLine[] = [];
    for (const piece of pieces) {
      line += 1;
      if (piece.trim() !== '') batch.push(parse(line, piece));
    }
    if (rest.length > 4 * longestLine) {
      yield [...batch, { line: line + 1, text: rest.slice(0, 200), reason: 'a line without end' }];
      return;
    }
    yield batch;
  }
  if (rest.trim() !== '') yield [parse(line + 1, rest)];
}
