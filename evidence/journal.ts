import type { JournalEntry } from '../schemas/types/journal-entry.ts';
import { openLineWriter } from './line-writer.ts';

/** What a writer of the journal states; sequence and host time are added here. */
export type JournalNote = Omit<JournalEntry, 'seq' | 'at'>;

export interface Journal extends Disposable {
  write(note: JournalNote): void;
}

/** What a device may say by the thousand in one breath. */
const said: ReadonlySet<JournalNote['kind']> = new Set(['event', 'rejected', 'noise']);

/**
 * Opens an append-only journal. Every entry is handed to the operating system before anybody acts
 * on it, so that it survives a crash of this process: before `write` returns, except for what a
 * device said (event, rejected, noise). Those of one chunk are handed over together, when its lines
 * have been gone through and before the device is sent anything; events and transcripts, which they
 * speak of, are handed over before them. `first` is how many entries the file holds already.
 */
export const openJournal = (
  file: string,
  now: () => Date = (): Date => new Date(),
  listener?: (entry: JournalEntry) => void,
  first: number = 0,
): Journal => {
  const writer = openLineWriter(file, 'mentions-evidence');
  let seq = first;
  let open = true;
  let latest = { ms: Number.NaN, text: '' };
  /** Writing a time out takes as long as writing the rest of an entry, and many share theirs. */
  const at = (): string => {
    const time = now();
    const ms = time.getTime();
    if (ms !== latest.ms) latest = { ms, text: time.toISOString() };
    return latest.text;
  };
  return {
    write: (note) => {
      if (!open) return;
      const entry: JournalEntry = { seq, at: at(), ...note };
      seq += 1;
      writer.write(JSON.stringify(entry));
      if (!said.has(note.kind)) writer.handOver();
      listener?.(entry);
    },
    [Symbol.dispose]: () => {
      open = false;
      writer[Symbol.dispose]();
    },
  };
};
