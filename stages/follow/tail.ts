import { type FSWatcher, statSync, watch } from 'node:fs';
import { added, nothingYet, type Progress, progressIn } from './progress.ts';
import { readJournal } from './read-journal.ts';

/** What was added to a journal from one byte to another. */
export interface Added {
  readonly from: number;
  readonly to: number;
  readonly progress: Progress;
}

/** Reads a journal as it grows, once for however many look on. */
export interface Tail extends Disposable {
  /** How far it has read, in bytes. */
  readonly offset: number;
  /** All of it up to there. */
  readonly progress: Progress;
  /** Resolves when everything that lies there now has been read. */
  catchUp(): Promise<void>;
}

const poll_ms = 500;
/** Many writes come together; one look serves them all. */
const settle_ms = 50;

const watched = (file: string, look: () => void): FSWatcher | undefined => {
  try {
    const watcher = watch(file, { persistent: false }, look);
    // Where a file system cannot be watched, polling is all there is.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
};

/** Follows a file that is only added to. `onAdded` hears every piece once, in order. */
export const openTail = (file: string, onAdded: (piece: Added) => void): Tail => {
  let offset = 0;
  let progress = nothingYet;
  let reading: Promise<void> | undefined;
  let again = false;
  const closed = new AbortController();
  let soon: NodeJS.Timeout | undefined;

  const read = async (): Promise<void> => {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= offset) return;
    for await (const { from, to, lines } of readJournal(file, offset)) {
      if (closed.signal.aborted) return;
      const piece = { from, to, progress: progressIn(lines) };
      offset = to;
      progress = added(progress, piece.progress);
      onAdded(piece);
    }
  };
  const look = async (): Promise<void> => {
    try {
      do {
        again = false;
        await read();
      } while (again && !closed.signal.aborted);
    } catch {
      // A folder that is taken away ends its story; whoever lists the runs says so.
    } finally {
      reading = undefined;
    }
  };
  const catchUp = (): Promise<void> => {
    again = true;
    return (reading ??= look());
  };
  const watcher = watched(file, () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      void catchUp();
    }, settle_ms);
  });
  const timer = setInterval(() => void catchUp(), poll_ms);
  return {
    get offset() {
      return offset;
    },
    get progress() {
      return progress;
    },
    catchUp,
    [Symbol.dispose]: () => {
      closed.abort();
      clearInterval(timer);
      clearTimeout(soon);
      watcher?.close();
    },
  };
};
