import { statSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../documents/nearest.ts';
import { PilotError } from '../documents/pilot-error.ts';
import { runFiles } from '../evidence/run-folder.ts';
import { spelledOut } from '../reporters/inert.ts';
import type { History } from '../schemas/types/history.ts';
import { type Entry, readEntry } from './history/entry.ts';
import { type Found, findRuns } from './history/folders.ts';
import { seriesIn } from './history/series.ts';

/** The runs of a bench, read again only where something changed. */
export interface RunHistory {
  /** The document, of all suites or of one. Throws SUITE_UNKNOWN. */
  read(suite?: string): Promise<History>;
  /** Where a run lies; undefined where there is none of that id, or its folder is gone. */
  pathOf(id: string): Promise<string | undefined>;
}

/** A criterion and the suite it belongs to. */
export interface Trend {
  readonly suite: History['suites'][number];
  readonly series: History['suites'][number]['criteria'][number];
}

/** What changes when a record is written; undefined where there is none, which is read each time. */
const stampOf = ({ path }: Found): string | undefined => {
  if (path === undefined) return undefined;
  const stats = statSync(join(path, runFiles.record), { throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.mtimeMs} ${stats.size}`;
};

const byStart = (a: Entry, b: Entry): number =>
  (a.run.started ?? '').localeCompare(b.run.started ?? '') || a.run.id.localeCompare(b.run.id);

const documentOf = (entries: readonly Entry[]): History => {
  const suites = new Map<string, Entry[]>();
  for (const entry of entries.toSorted(byStart)) {
    const own = suites.get(entry.suite);
    if (own) own.push(entry);
    else suites.set(entry.suite, [entry]);
  }
  return {
    v: 1,
    suites: [...suites]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, own]) => ({
        id,
        question: own.findLast(({ question }) => question !== null)?.question ?? null,
        runs: own.map(({ run }) => run),
        criteria: seriesIn(own),
      })),
  };
};

/** A name from a run folder, on one line and without anything that commands a terminal. */
const shown = (text: string): string => spelledOut(text, () => true);

const only = (history: History, suite: string): History => {
  const suites = history.suites.filter(({ id }) => id === suite);
  if (suites.length > 0) return { ...history, suites };
  const known = history.suites.map(({ id }) => id).filter((id) => id !== '');
  const meant = nearest(suite, known);
  throw new PilotError({
    code: 'SUITE_UNKNOWN',
    message: `No run of a suite "${shown(suite)}" is on this bench`,
    hint: meant
      ? `Did you mean "${shown(meant)}"?`
      : known.length > 0
        ? `There are runs of: ${known.map(shown).join(', ')}.`
        : 'There are no runs yet; `pilot run SUITE` makes one.',
  });
};

/** Opens the history of a runs folder. Nothing is written, and records are all that is read of runs. */
export const openHistory = (runs: string): RunHistory => {
  const kept = new Map<string, { readonly stamp: string; readonly entry: Entry }>();
  const entryOf = async (found: Found): Promise<Entry> => {
    const stamp = stampOf(found);
    const before = kept.get(found.id);
    if (stamp !== undefined && before?.stamp === stamp) return before.entry;
    const entry = await readEntry(found);
    if (stamp === undefined) kept.delete(found.id);
    else kept.set(found.id, { stamp, entry });
    return entry;
  };
  return {
    async read(suite) {
      const entries: Entry[] = [];
      for (const found of await findRuns(runs)) entries.push(await entryOf(found));
      const history = documentOf(entries);
      return suite === undefined ? history : only(history, suite);
    },
    async pathOf(id) {
      return (await findRuns(runs)).find((found) => found.id === id)?.path;
    },
  };
};

/** The trend of a criterion in each suite that has it, by its key. Throws CRITERION_UNKNOWN. */
export const criterionOf = ({ suites }: History, key: string): Trend[] => {
  const found = suites.flatMap((suite) =>
    suite.criteria.filter((series) => series.key === key).map((series) => ({ suite, series })),
  );
  if (found.length > 0) return found;
  const known = [...new Set(suites.flatMap(({ criteria }) => criteria.map((one) => one.key)))];
  const meant = nearest(key, known);
  throw new PilotError({
    code: 'CRITERION_UNKNOWN',
    message: `No judged run has a criterion "${shown(key)}"`,
    hint: meant
      ? `Did you mean "${shown(meant)}"?`
      : `Criteria: ${known.map(shown).join(', ') || 'none'}.`,
  });
};
