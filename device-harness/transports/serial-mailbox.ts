import type { Chunk } from './transport.ts';

/**
 * Memory of one port that the main thread and the relief reader share. Whoever holds its lock may
 * read the port; the relief reader leaves here what it read and when.
 */
export type Mailbox = SharedArrayBuffer;

const word = { lock: 0, closed: 1, used: 2 } as const;
const header_B = 16;
const content_B = 64 * 1024;
const mark_B = 16;
const free = 0;
const held = 1;
const nothing: readonly Chunk[] = [];

/**
 * Words of the memory that all ports share: turns the main thread took, whether to end, a bell that
 * wakes the relief reader, and whether it is reading a flow.
 */
export const common = { turns: 0, end: 1, bell: 2, flowing: 3 } as const;
export const common_B = 16;

/** A port the relief reader looks after. */
export interface Duty {
  readonly descriptor: number;
  readonly mailbox: Mailbox;
}

export const createMailbox = (): Mailbox => new SharedArrayBuffer(header_B + content_B);

const headerOf = (mailbox: Mailbox): Int32Array => new Int32Array(mailbox, 0, header_B / 4);

const tryLock = (header: Int32Array): boolean =>
  Atomics.compareExchange(header, word.lock, free, held) === free;

const unlock = (header: Int32Array): void => {
  Atomics.store(header, word.lock, free);
  Atomics.notify(header, word.lock);
};

/** The main thread's side. */
export interface Owner {
  /** Runs `work` while nobody else reads the port, with what the relief reader left before it. */
  own: <T>(work: (left: readonly Chunk[]) => T) => T;
  /** After this the relief reader does not touch the port any more, whatever its number names. */
  close: () => void;
}

export const ownerOf = (mailbox: Mailbox): Owner => {
  const header = headerOf(mailbox);
  const content = new DataView(mailbox, header_B);

  const takeAll = (): Chunk[] => {
    const chunks: Chunk[] = [];
    const used = header[word.used]!;
    for (let at = 0; at < used;) {
      const length = content.getUint32(at + 8);
      const bytes = new Uint8Array(length);
      bytes.set(new Uint8Array(mailbox, header_B + at + mark_B, length));
      chunks.push({ bytes, time_us: content.getFloat64(at) });
      at += mark_B + length;
    }
    header[word.used] = 0;
    return chunks;
  };

  const own: Owner['own'] = (work) => {
    // The other side holds it for one read that cannot block: a matter of microseconds.
    while (!tryLock(header)) Atomics.wait(header, word.lock, held, 1);
    try {
      return work(header[word.used] === 0 ? nothing : takeAll());
    } finally {
      unlock(header);
    }
  };

  return {
    own,
    close: () =>
      own(() => {
        header[word.closed] = 1;
      }),
  };
};

/** The relief reader's side. */
export interface Relief {
  isClosed: () => boolean;
  /**
   * Leaves what `read` puts into the buffer it is given, unless the main thread is reading or there
   * is no room. Says whether something was left, and lay there alone (`first`) or after what the
   * main thread has been told of already (`more`). `read` returns 0 where there is nothing.
   */
  relieve: (read: (into: Uint8Array) => number, now_us: () => number) => 'none' | 'first' | 'more';
}

export const reliefOf = (mailbox: Mailbox): Relief => {
  const header = headerOf(mailbox);
  const content = new DataView(mailbox, header_B);
  const buffer = new Uint8Array(content_B);
  return {
    isClosed: () => Atomics.load(header, word.closed) === 1,
    relieve(read, now_us) {
      if (!tryLock(header)) return 'none';
      try {
        const at = header[word.used]!;
        const room = content_B - at - mark_B;
        if (header[word.closed] === 1 || room <= 0) return 'none';
        const length = read(buffer.subarray(0, room));
        if (length === 0) return 'none';
        content.setFloat64(at, now_us());
        content.setUint32(at + 8, length);
        new Uint8Array(mailbox, header_B + at + mark_B, length).set(buffer.subarray(0, length));
        header[word.used] = at + mark_B + length;
        return at === 0 ? 'first' : 'more';
      } finally {
        unlock(header);
      }
    },
  };
};
