import { StringDecoder } from 'node:string_decoder';

/** Where a program wrote a line. */
export type Stream = 'stdout' | 'stderr';

export interface BoundedLines {
  push: (stream: Stream, bytes: Uint8Array) => void;
  /** Hands over what is left, the last lines among it. */
  finish: () => void;
  /** The last line that says something; empty where none did. */
  last: () => string;
}

export interface Bounds {
  /** So much of the output, from its beginning, is handed over as it comes. */
  readonly first: number;
  /** So much of its end is handed over in the end. */
  readonly last: number;
}

const longestLine = 2000;
const usual: Bounds = { first: 64 * 1024, last: 64 * 1024 };

/**
 * Cuts output into lines and hands over the first and the last of it, in characters; of what lies
 * between only how much it was. A carriage return ends a line too: progress bars use it.
 */
export const boundedLines = (
  onLine: (text: string, stream?: Stream) => void,
  bounds: Bounds = usual,
): BoundedLines => {
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  const partial = { stdout: '', stderr: '' };
  const tail: { text: string; stream: Stream }[] = [];
  let first = 0;
  let kept = 0;
  let dropped = 0;
  let last = '';

  const take = (text: string, stream: Stream): void => {
    if (text.trim() !== '') last = text;
    if (first + text.length <= bounds.first && tail.length === 0) {
      first += text.length + 1;
      onLine(text, stream);
      return;
    }
    tail.push({ text, stream });
    kept += text.length + 1;
    while (kept > bounds.last && tail.length > 1) {
      const length = tail.shift()!.text.length + 1;
      kept -= length;
      dropped += length;
    }
  };

  const cut = (stream: Stream, text: string): void => {
    const lines = (partial[stream] + text).split(/\r\n|\n|\r(?!$)/u);
    let rest = lines.pop() ?? '';
    for (const line of lines) {
      for (let from = 0; from < Math.max(1, line.length); from += longestLine) {
        take(line.slice(from, from + longestLine), stream);
      }
    }
    for (; rest.length > longestLine; rest = rest.slice(longestLine)) {
      take(rest.slice(0, longestLine), stream);
    }
    partial[stream] = rest;
  };

  return {
    push: (stream, bytes) => cut(stream, decoders[stream].write(Buffer.from(bytes))),
    last: () => last,
    finish() {
      for (const stream of ['stdout', 'stderr'] as const) {
        const rest = (partial[stream] + decoders[stream].end()).replace(/\r$/u, '');
        if (rest !== '') take(rest, stream);
        partial[stream] = '';
      }
      if (dropped > 0) onLine(`(${dropped} characters of output are left out here)`);
      for (const { text, stream } of tail.splice(0)) onLine(text, stream);
    },
  };
};
