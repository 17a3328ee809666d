import type { JournalEntry } from '../../schemas/types/journal-entry.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import {
  createStanding,
  leafOf,
  type Scenario,
  settle,
  type Standing,
  withdraw,
} from './standing.ts';

type Gap = NonNullable<Evidence['devices'][number]['gaps']>[number];
type Note = Omit<JournalEntry, 'seq' | 'at'>;

/**
 * Where a device stands in its scenarios. It follows from the events that were stored and from the
 * journal alone, so it is the same whether they come while the device is driven or are read again
 * after the process that drove it was killed.
 */
export interface Position {
  /** The scenario and step it is in, for whoever reads of a fault. */
  readonly at: { scenario?: string; step?: string; leaf?: number };
  readonly counts: { readonly events: number; readonly inferences: number };
  /** Sessions that hold events. */
  readonly sessions: () => number;
  readonly attempts: Attempts;
  /** Times the link was lost and came back. */
  readonly gaps: readonly Gap[];
  readonly scenarios: readonly Standing[];
  /** Takes an event that was stored, rejected ones too. */
  heard: (
    event: Pick<TelemetryEvent, 'kind' | 'session' | 'scenario' | 'sample' | 'unasked'>,
  ) => void;
  /** Takes an entry of the journal about this device. */
  noted: (entry: Note) => void;
}

/** Session ids are `<scenario>-<number>`. */
const numbered = (standings: ReadonlyMap<string, Standing>, session: unknown): void => {
  const [, scenario = '', number = ''] = /^(.+)-(\d+)$/u.exec(String(session)) ?? [];
  const standing = standings.get(scenario);
  if (standing) standing.session = Math.max(standing.session, Number(number));
};

export const createPosition = (
  scenarios: readonly Scenario[],
  stimuli: Readonly<Record<string, readonly Stimulus[]>>,
): Position => {
  const standings = new Map(
    scenarios.map((scenario) => [scenario.id, createStanding(scenario, stimuli[scenario.id])]),
  );
  const at: Position['at'] = {};
  const counts = { events: 0, inferences: 0 };
  const attempts = createAttempts();
  const gaps: Gap[] = [];
  const sessions = new Set<string>();
  return {
    at,
    counts,
    attempts,
    gaps,
    sessions: () => sessions.size,
    scenarios: [...standings.values()],
    heard({ kind, session, scenario, sample, unasked = false }) {
      counts.events += 1;
      sessions.add(session);
      if (kind === 'inference') counts.inferences += 1;
      const standing = standings.get(scenario ?? '');
      if (!standing) return;
      numbered(standings, session);
      if (kind === 'inference') standing.inferences += 1;
      if (kind !== 'inference' && kind !== 'window') return;
      if (unasked || sample === undefined || !standing.answers.mark(sample)) standing.unasked += 1;
    },
    noted(entry) {
      attempts.noted(entry);
      const { kind, scenario, step, data = {} } = entry;
      const { leaf } = data;
      const standing = standings.get(scenario ?? '');
      switch (kind) {
        case 'scenario-started':
          if (scenario !== undefined) at.scenario = scenario;
          delete at.step;
          delete at.leaf;
          break;
        case 'step-started':
          if (step !== undefined) at.step = step;
          if (typeof leaf === 'number') at.leaf = leaf;
          if (standing) listens(standing, data);
          break;
        case 'step-finished':
          if (standing && entry.outcome === 'done' && typeof leaf === 'number') {
            settle(standing, leaf + 1);
          }
          break;
        case 'reconnected':
          gaps.push(data as unknown as Gap);
          break;
        case 'event':
          // The number is taken, even where a killed process never stored the event.
          numbered(standings, data['session']);
          break;
        default:
      }
    },
  };
};

/** A leaf that listens counts what came since it was first begun. */
const listens = (standing: Standing, { leaf, unasked }: NonNullable<Note['data']>): void => {
  if (typeof leaf !== 'number' || typeof unasked !== 'number') return;
  if (!standing.before.has(leaf)) standing.before.set(leaf, unasked);
};

/** Forgets where the device is, until it is in a scenario again. */
export const leave = ({ at }: Position): void => {
  delete at.scenario;
  delete at.step;
  delete at.leaf;
};

/** Has a device go on with the leaf it is at, or with the one after it, over another link. */
export const goOn = ({ at, scenarios }: Position, where: 'here' | 'after'): void => {
  for (const standing of scenarios) {
    const isHere = standing.scenario.id === at.scenario && at.leaf !== undefined;
    standing.from = isHere ? at.leaf! + (where === 'after' ? 1 : 0) : standing.done;
  }
};

/**
 * Readies a position that was read again for going on: a scenario that was cut off is gone through
 * from its beginning, or from that of the outermost group it was cut off in.
 */
export const takeUp = (position: Position): void => {
  leave(position);
  for (const standing of position.scenarios) {
    withdraw(standing);
    settle(standing, standing.done);
    standing.from = leafOf(standing)?.groups[0]?.from ?? 0;
  }
};
