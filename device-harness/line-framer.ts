import { isUtf8 } from 'node:buffer';
import { endsInSequence, terminalText } from './terminal-text.ts';

/** One line of a device: its text, or the bytes that are no line of text. */
export type Framed =
  | { readonly text: string }
  | { readonly unreadable: Uint8Array; readonly why: string };

/** How the lines of a protocol begin and end. */
export interface Framing {
  /** What ends a line to the device; default LF. */
  readonly lineEnd?: string;
  /** Bytes of the longest line from the device; default 1024. */
  readonly limit_B?: number;
  /**
   * What a device writes without a line end when it waits for the next command. Such a text at the
   * end of what has come, or at the start of a line, counts as a line of its own.
   */
  readonly prompts?: readonly string[];
  /** obey: ANSI sequences are carried out as a terminal would; default: they stand in the text. */
  readonly escapes?: 'obey';
}

export interface LineFramer {
  /** The lines that these bytes complete. How a line was cut into chunks makes no difference. */
  push: (bytes: Uint8Array) => Framed[];
  /** Bytes of a line that has not ended yet. */
  partial_B: () => number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export const defaultLimit_B: number = 1024;

/** The same bytes, searchable. */
const bufferOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);

/** Lines end in LF, a CR before it is dropped. A line over `limit_B` bytes is unreadable. */
export const createLineFramer = ({
  limit_B = defaultLimit_B,
  prompts = [],
  escapes,
}: Framing = {}): LineFramer => {
  // One byte of room beyond the limit tells a line that fits from one that does not.
  const held = new Uint8Array(limit_B + 2);
  let length = 0;
  let dropped = 0;

  /** Keeps bytes of a line until it ends, as far as there is room. */
  const hold = (bytes: Uint8Array): void => {
    const fitting = bytes.subarray(0, held.length - length);
    held.set(fitting, length);
    length += fitting.length;
    dropped += bytes.length - fitting.length;
  };

  const textOf = (bytes: Buffer): string => {
    const text = bytes.toString('utf8');
    return escapes === 'obey' ? terminalText(text) : text;
  };

  const withoutReturn = (bytes: Buffer): Buffer =>
    bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;

  const read = (bytes: Buffer): Framed =>
    isUtf8(bytes)
      ? { text: textOf(bytes) }
      : { unreadable: Uint8Array.from(bytes), why: 'bytes that are not UTF-8' };

  const finish = (): Framed => {
    const bytes = withoutReturn(bufferOf(held.subarray(0, length)));
    const over = dropped > 0 || bytes.length > limit_B;
    const total = length + dropped;
    length = dropped = 0;
    return over
      ? { unreadable: Uint8Array.from(bytes), why: `a line of ${total} bytes` }
      : read(bytes);
  };

  /** The line that these bytes end. One that came whole is read where it lies. */
  const complete = (bytes: Buffer): Framed => {
    const line = withoutReturn(bytes);
    if (length === 0 && dropped === 0 && line.length <= limit_B) return read(line);
    hold(bytes);
    return finish();
  };

  /** Prompts at the start of a line, and what follows them. */
  const withoutPrompts = (text: string): { found: string | undefined; rest: string } => {
    let found: string | undefined;
    let rest = text;
    for (;;) {
      const prompt = prompts.find((one) => rest.startsWith(one));
      if (prompt === undefined) return { found, rest };
      found = prompt;
      rest = rest.slice(prompt.length);
    }
  };

  /** Whether what is held is a prompt, or several in a row, and nothing else. */
  const atPrompt = (): boolean => {
    if (dropped > 0 || length === 0) return false;
    const bytes = bufferOf(held.subarray(0, length));
    // The rest of a sequence is no line of its own.
    if (escapes === 'obey' && endsInSequence(bytes.toString('latin1'))) return false;
    const { found, rest } = withoutPrompts(textOf(bytes));
    return found !== undefined && rest === '';
  };

  /** However it was cut into chunks, a prompt is a line, and what follows it another. */
  const apart = (line: Framed): Framed[] => {
    if (!('text' in line)) return [line];
    const { found, rest } = withoutPrompts(line.text);
    if (found === undefined) return [line];
    return rest === '' ? [{ text: found }] : [{ text: found }, { text: rest }];
  };

  return {
    push(bytes) {
      const lines: Framed[] = [];
      const buffer = bufferOf(bytes);
      let start = 0;
      for (let end = buffer.indexOf(lineFeed); end !== -1; end = buffer.indexOf(lineFeed, start)) {
        const line = complete(buffer.subarray(start, end));
        if (prompts.length > 0) lines.push(...apart(line));
        else lines.push(line);
        start = end + 1;
      }
      hold(buffer.subarray(start));
      if (prompts.length > 0 && atPrompt()) lines.push(...apart(finish()));
      return lines;
    },
    partial_B: () => length + dropped,
  };
};
