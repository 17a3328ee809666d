import {
  closeSync,
  existsSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';

/**
 * Appends lines to a file. Lines written in one turn of the event loop are handed to the operating
 * system together, in one call a file, before the loop goes on: nothing else has happened by then,
 * and a process that is killed later loses none of them.
 */
export interface LineWriter extends Disposable {
  /** Throws what went wrong when earlier lines were handed over; after closing it does nothing. */
  write: (line: string) => void;
  /** Hands over at once what was written so far, to this file and all others. */
  handOver: () => void;
}

/** Where a file stands when several are handed over: what mentions others comes after them. */
export type Order = 'evidence' | 'mentions-evidence';

interface Batch {
  text: string;
  readonly handOver: () => void;
}

/** More than this is not held back, so that memory stays bounded within one long turn too. */
const limit_characters = 256 * 1024;

/** What was written and not yet handed over. */
const waiting: Readonly<Record<Order, Set<Batch>>> = {
  evidence: new Set(),
  'mentions-evidence': new Set(),
};

/**
 * Hands over all that was written so far, to whatever file. Called before anybody acts on what was
 * written, such as by telling a device to go on.
 */
export const handOver = (): void => {
  for (const batches of [waiting.evidence, waiting['mentions-evidence']]) {
    for (const batch of batches) batch.handOver();
    batches.clear();
  }
};

// A process that ends in the middle of a turn still hands over what that turn wrote.
process.on('exit', handOver);

const tail_B = 64 * 1024;
const lineFeed = 0x0a;

/** Where the last whole line of a file ends. */
const endOfLines = (file: string): number => {
  const buffer = Buffer.allocUnsafe(tail_B);
  const descriptor = openSync(file, 'r');
  try {
    for (let end = statSync(file).size; end > 0;) {
      const from = Math.max(0, end - tail_B);
      const read = readSync(descriptor, buffer, 0, end - from, from);
      const last = buffer.subarray(0, read).lastIndexOf(lineFeed);
      if (last !== -1) return from + last + 1;
      end = from;
    }
    return 0;
  } finally {
    closeSync(descriptor);
  }
};

/**
 * A last line without an end was being written when its process was killed. It is cut off: what
 * was not handed over whole was never written, and must not run into the next line. Returns how
 * many bytes that were.
 */
export const cutTornLine = (file: string): number => {
  if (!existsSync(file)) return 0;
  const { size } = statSync(file);
  const end = endOfLines(file);
  if (end < size) truncateSync(file, end);
  return size - end;
};

/** Opens a file of lines; one that exists is added to. */
export const openLineWriter = (file: string, order: Order = 'evidence'): LineWriter => {
  cutTornLine(file);
  const descriptor = openSync(file, 'a');
  let failed: { readonly cause: unknown } | undefined;
  let open = true;
  const throwIfFailed = (): void => {
    if (failed) throw failed.cause;
  };
  const batch: Batch = {
    text: '',
    handOver() {
      const bytes = Buffer.from(batch.text, 'utf8');
      batch.text = '';
      try {
        for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
      } catch (cause) {
        failed ??= { cause };
      }
    },
  };
  const handOverNow = (): void => {
    handOver();
    throwIfFailed();
  };
  return {
    write(line) {
      if (!open) return;
      throwIfFailed();
      if (batch.text === '') {
        waiting[order].add(batch);
        process.nextTick(handOver);
      }
      batch.text += `${line}\n`;
      if (batch.text.length > limit_characters) handOverNow();
    },
    handOver: handOverNow,
    [Symbol.dispose]() {
      if (!open) return;
      open = false;
      handOver();
      closeSync(descriptor);
      throwIfFailed();
    },
  };
};
