import { statSync } from 'node:fs';
import { join } from 'node:path';
import { runFiles } from '../evidence/run-folder.ts';
import { added, nothingYet, type Progress, progressIn } from './follow/progress.ts';
import { readJournal } from './follow/read-journal.ts';
import { type Added, openTail, type Tail } from './follow/tail.ts';
import { findRuns, type Found } from './history/folders.ts';
import { isDriven, planOf } from './history/state.ts';

/** A run that is going on, or was a moment ago. */
export interface Followed {
  readonly id: string;
  readonly suite: string;
  readonly question: string;
  /** What the plan asks for: inferences over all devices, and who is to give them. */
  readonly planned: { readonly inferences: number; readonly devices: readonly string[] };
  /** How far its journal was read, in bytes, and what it tells up to there. */
  readonly offset: number;
  readonly progress: Progress;
}

export type Heard =
  | { readonly kind: 'began'; readonly run: Followed }
  | { readonly kind: 'added'; readonly id: string; readonly piece: Added }
  | { readonly kind: 'ended'; readonly id: string }
  /** A run appeared, went away, or has another record. */
  | { readonly kind: 'changed' };

/** Follows every run of a bench that is going on: one tail a run, however many listen. */
export interface Follow extends Disposable {
  /** Looks now, and resolves with the runs that are going on. */
  running(): Promise<readonly Followed[]>;
  listen(hear: (what: Heard) => void): () => void;
}

const scan_ms = 1000;

interface Open {
  readonly tail: Tail;
  readonly run: () => Followed;
}

const openOf = async (
  { id }: Found,
  path: string,
  onAdded: (piece: Added) => void,
): Promise<Open> => {
  const plan = await planOf(path);
  const tail = openTail(join(path, runFiles.journal), onAdded);
  const about = {
    id,
    suite: plan?.suite?.id ?? '',
    question: plan?.suite?.question ?? '',
    planned: {
      inferences: (plan?.scenarios ?? []).reduce((sum, { inferences }) => sum + inferences, 0),
      devices: (plan?.devices ?? []).map((device) => device.id),
    },
  };
  return {
    tail,
    run: () => ({ ...about, offset: tail.offset, progress: tail.progress }),
  };
};

const recordStamp = (path: string): string => {
  const stats = statSync(join(path, runFiles.record), { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.size}` : '';
};

/** What a journal says from one byte to another, whatever became of its run since. */
export const progressBetween = async (
  path: string,
  from: number,
  until?: number,
): Promise<Added> => {
  let sum: Added = { from, to: from, progress: nothingYet };
  const file = join(path, runFiles.journal);
  for await (const { to, lines } of readJournal(file, from, until)) {
    sum = { from, to, progress: added(sum.progress, progressIn(lines)) };
  }
  return sum;
};

/** Opens the live view of a runs folder. It only reads, and looks for runs while somebody listens. */
export const openFollow = (runs: string): Follow => {
  const listeners = new Set<(what: Heard) => void>();
  const open = new Map<string, Open>();
  let signature: string | undefined;
  let scanning: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = (what: Heard): void => {
    for (const hear of listeners) hear(what);
  };
  const end = async (id: string, { tail }: Open): Promise<void> => {
    await tail.catchUp();
    tail[Symbol.dispose]();
    open.delete(id);
    tell({ kind: 'ended', id });
  };
  const begin = async (found: Found, path: string): Promise<void> => {
    const { id } = found;
    const opened = await openOf(found, path, (piece) => {
      // Nobody knows of it before it began.
      if (open.has(id)) tell({ kind: 'added', id, piece });
    });
    await opened.tail.catchUp();
    // Whoever asked may have hung up meanwhile.
    if (closed || listeners.size === 0) return opened.tail[Symbol.dispose]();
    open.set(id, opened);
    return tell({ kind: 'began', run: opened.run() });
  };
  const look = async (): Promise<void> => {
    const found = await findRuns(runs);
    const stamps: string[] = [];
    const driven = new Set<string>();
    for (const one of found) {
      const { id, path } = one;
      const stamp = path === undefined ? 'gone' : recordStamp(path);
      const going = path !== undefined && stamp === '' && isDriven(path);
      stamps.push(`${id} ${stamp} ${going}`);
      if (!going) continue;
      driven.add(id);
      if (!open.has(id)) await begin(one, path);
    }
    for (const [id, one] of open) if (!driven.has(id)) await end(id, one);
    const now = stamps.join('\n');
    if (signature !== undefined && now !== signature) tell({ kind: 'changed' });
    signature = now;
  };
  const scan = (): Promise<void> => {
    scanning ??= look().finally(() => {
      scanning = undefined;
    });
    return scanning;
  };
  const close = (): void => {
    clearInterval(timer);
    timer = undefined;
    for (const { tail } of open.values()) tail[Symbol.dispose]();
    open.clear();
    signature = undefined;
  };
  return {
    async running() {
      await scan();
      return [...open.values()].map(({ run }) => run());
    },
    listen(hear) {
      listeners.add(hear);
      timer ??= setInterval(() => void scan().catch(() => undefined), scan_ms);
      return () => {
        listeners.delete(hear);
        if (listeners.size === 0) close();
      };
    },
    [Symbol.dispose]: () => {
      closed = true;
      listeners.clear();
      close();
    },
  };
};
