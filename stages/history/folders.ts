import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readJsonLines } from '../../documents/json-lines.ts';
import { runFiles } from '../../evidence/run-folder.ts';

/** A run of the bench. */
export interface Found {
  /** Unique among all runs of the bench: the name of its folder. */
  readonly id: string;
  /** Undefined where its folder is gone, or holds another run by now. */
  readonly path: string | undefined;
  /** What was noted when it was begun. */
  readonly noted?: Noted;
}

/** One line of attempts.ndjson. */
interface Noted {
  readonly suite: string;
  readonly version: number | null;
  readonly started: string | null;
}

const ledger = 'attempts.ndjson';

const isRun = (folder: string): boolean =>
  ['inputs', runFiles.record, runFiles.journal].some((name) => existsSync(join(folder, name)));

const inside = async (runs: string): Promise<string[]> => {
  const entries = existsSync(runs) ? await readdir(runs, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(runs, name))
    .filter(isRun)
    .toSorted();
};

interface Line extends Noted {
  readonly folder: string;
}

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const linesOf = async (runs: string): Promise<Line[]> => {
  const file = join(runs, ledger);
  if (!existsSync(file)) return [];
  const lines: Line[] = [];
  for await (const { value } of readJsonLines(file)) {
    const folder = textOr(value?.['folder']);
    if (folder === null || folder === '') continue;
    lines.push({
      folder,
      suite: textOr(value?.['suite']) ?? '',
      version: typeof value?.['version'] === 'number' ? value['version'] : null,
      started: textOr(value?.['started']),
    });
  }
  return lines;
};

const uniquely = (found: readonly (Omit<Found, 'id'> & { readonly name: string })[]): Found[] => {
  const taken = new Set<string>();
  return found.map(({ name, ...one }) => {
    let id = name;
    for (let count = 2; taken.has(id); count += 1) id = `${name}~${count}`;
    taken.add(id);
    return { ...one, id };
  });
};

/**
 * Every run of a bench: the folders in its runs folder, and what was noted as begun, wherever that
 * lies. A folder that several runs were begun in holds the last of them; those before it are gone.
 */
export const findRuns = async (runs: string): Promise<Found[]> => {
  const lines = await linesOf(runs);
  const last = new Map(lines.map((line) => [line.folder, line]));
  const here = await inside(runs);
  const known = new Set(here);
  const foundAt = (path: string): Omit<Found, 'id'> => {
    const line = last.get(path);
    return { path: existsSync(path) ? path : undefined, ...(line && { noted: line }) };
  };
  return uniquely([
    ...[...here, ...[...last.keys()].filter((path) => !known.has(path))].map((path) => ({
      name: basename(path),
      ...foundAt(path),
    })),
    ...lines
      .filter((line) => last.get(line.folder) !== line)
      .map((line) => ({ name: basename(line.folder), path: undefined, noted: line })),
  ]);
};
