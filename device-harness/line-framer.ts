import { isUtf8 } from 'node:buffer';

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
   * end of what has come counts as a line of its own.
   */
  readonly prompts?: readonly string[];
}

export interface LineFramer {
  /** The lines that these bytes complete. How a line was cut into chunks makes no difference. */
  push: (bytes: Uint8Array) => Framed[];
  /** Bytes of a line that has not ended yet. */
  partial_B: () => number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

const defaultLimit_B = 1024;

/** Lines end in LF, a CR before it is dropped. A line over `limit_B` bytes is unreadable. */
export const createLineFramer = ({
  limit_B = defaultLimit_B,
  prompts = [],
}: Framing = {}): LineFramer => {
  // One byte of room beyond the limit tells a line that fits from one that does not.
  const held = new Uint8Array(limit_B + 2);
  let length = 0;
  let dropped = 0;

  const finish = (): Framed => {
    const end = length > 0 && held[length - 1] === carriageReturn ? length - 1 : length;
    const bytes = held.slice(0, end);
    const over = dropped > 0 || end > limit_B;
    const total = length + dropped;
    length = dropped = 0;
    if (over) return { unreadable: bytes, why: `a line of ${total} bytes` };
    if (!isUtf8(bytes)) return { unreadable: bytes, why: 'bytes that are not UTF-8' };
    return { text: Buffer.from(bytes).toString('utf8') };
  };

  /** A prompt stands alone: what came before it on its line ended in a line of its own. */
  const atPrompt = (): boolean =>
    dropped === 0 &&
    prompts.some(
      (prompt) =>
        length === Buffer.byteLength(prompt) &&
        Buffer.from(held.subarray(0, length)).toString('utf8') === prompt,
    );

  return {
    push(bytes) {
      const lines: Framed[] = [];
      for (const byte of bytes) {
        if (byte === lineFeed) lines.push(finish());
        else if (length < held.length) held[length++] = byte;
        else dropped += 1;
      }
      if (prompts.length > 0 && atPrompt()) lines.push(finish());
      return lines;
    },
    partial_B: () => length + dropped,
  };
};
