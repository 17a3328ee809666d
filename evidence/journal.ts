import { closeSync, openSync, writeSync } from 'node:fs';
import type { JournalEntry } from '../schemas/types/journal-entry.ts';

/** What a writer of the journal states; sequence and host time are added here. */
export type JournalNote = Omit<JournalEntry, 'seq' | 'at'>;

export interface Journal extends Disposable {
  write(note: JournalNote): void;
}

/**
 * Opens an append-only journal. Each entry is handed to the operating system before `write`
 * returns, so that it survives a crash of this process.
 */
export const openJournal = (
  file: string,
  now: () => Date = (): Date => new Date(),
  listener?: (entry: JournalEntry) => void,
): Journal => {
  const descriptor = openSync(file, 'a');
  let seq = 0;
  let open = true;
  return {
    write: (note) => {
      if (!open) return;
      const entry: JournalEntry = { seq, at: now().toISOString(), ...note };
      seq += 1;
      writeSync(descriptor, `${JSON.stringify(entry)}\n`);
      listener?.(entry);
    },
    [Symbol.dispose]: () => {
      if (open) closeSync(descriptor);
      open = false;
    },
  };
};
