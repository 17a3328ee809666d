import type { Evidence } from '../../schemas/types/evidence.ts';
import type { JournalEntry } from '../../schemas/types/journal-entry.ts';
import type { Retry } from '../../schemas/types/suite.ts';
import type { Cause } from '../fault.ts';
import type { Journal } from './context.ts';
import { type Group, leafAt } from './extent.ts';
import type { Standing } from './standing.ts';

/** One try of a scenario or group, as evidence.json keeps it. */
export type Attempt = NonNullable<Evidence['devices'][number]['attempts']>[number];

/** What can be tried again whole: a scenario, or a group in it. */
export interface Unit {
  readonly scenario: string;
  readonly group?: string;
  /** Which one it is; that of a unit within begins with it. */
  readonly path: string;
  readonly from: number;
  readonly retry?: Retry | undefined;
  /** The group it is; undefined where it is the whole scenario. */
  readonly step?: Group;
}

/** The scenario and the groups around a leaf, outermost first. */
export const unitsAround = ({ scenario, stimuli }: Standing, leaf: number): Unit[] => {
  const { id, retry, steps } = scenario;
  const groups = leafAt(steps, leaf, stimuli.length)?.groups ?? [];
  return [
    { scenario: id, path: id, from: 0, retry },
    ...groups.map(({ step, path, from }) => ({
      scenario: id,
      group: step.group,
      path: `${id}${path}`,
      from,
      retry: step.retry,
      step,
    })),
  ];
};

/** What is known of the tries of a device; told by the journal, so that it survives this process. */
export interface Attempts {
  /** Every try of what was not done at once, in their order. */
  readonly all: readonly Attempt[];
  /** Tries of a unit that failed since it, or one around it, was last begun anew. */
  failed: (unit: Unit) => number;
  noted: (entry: Note) => void;
}

type Note = Omit<JournalEntry, 'seq' | 'at'>;

/** What an entry says of the unit: which one, and what went wrong with it. */
interface Data {
  readonly unit?: string;
  readonly group?: string;
  readonly power_cycled?: boolean;
  readonly code?: string;
  readonly cause?: Cause;
}

/** The entry about one try of a unit: how it begins or ends. */
export const attemptNote = (
  { scenario, group, path }: Unit,
  about: Pick<Note, 'attempt' | 'outcome' | 'message'> & { readonly data?: Data },
): Note => ({
  kind: 'attempt',
  scenario,
  ...about,
  data: { unit: path, ...(group !== undefined && { group }), ...about.data },
});

const ended = (
  { scenario = '', attempt = 1, outcome, message = '' }: Note,
  { group, code, cause }: Data,
  powerCycled: boolean,
): Attempt => ({
  scenario,
  ...(group !== undefined && { group }),
  attempt,
  outcome: outcome === 'complete' ? 'complete' : 'fault',
  ...(powerCycled && { power_cycled: true }),
  ...(code !== undefined && { fault: { code, message, ...(cause && { cause }) } }),
});

export const createAttempts = (): Attempts => {
  const all: Attempt[] = [];
  const failed = new Map<string, number>();
  const cycled = new Set<string>();
  /** Whatever lies within a unit begins anew with it. */
  const forget = (path: string): void => {
    for (const other of failed.keys()) {
      if (other === path || other.startsWith(`${path}/`)) failed.delete(other);
    }
  };
  return {
    all,
    failed: ({ path }) => failed.get(path) ?? 0,
    noted(entry) {
      if (entry.kind !== 'attempt') return;
      const data = (entry.data ?? {}) as Data;
      const path = data.unit ?? entry.scenario ?? '';
      if (entry.outcome === 'started') {
        if (data.power_cycled === true) cycled.add(path);
        return;
      }
      const attempt = ended(entry, data, cycled.delete(path));
      all.push(attempt);
      forget(path);
      if (attempt.outcome === 'fault') failed.set(path, attempt.attempt);
    },
  };
};

/** Notes that a unit is done, where that took more than one try. */
export const noteDone = (attempts: Attempts, unit: Unit, journal: Journal): void => {
  const failed = attempts.failed(unit);
  if (failed > 0) journal(attemptNote(unit, { attempt: failed + 1, outcome: 'complete' }));
};
