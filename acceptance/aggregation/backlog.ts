import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Surroundings } from './observe.ts';
import type { Origin } from './origin.ts';
import type { Place } from './session-clock.ts';

/** An event with all that is known about it. */
export interface Occurrence extends Surroundings, Omit<Place, 'elapsedDays'> {
  readonly event: TelemetryEvent;
  /** Number of the set of conditions it has. */
  readonly belongs: number;
  readonly origin: Origin;
}

/** Occurrences that wait to be counted. */
export interface Backlog {
  /** Keeps one more, and counts all of them where they are many. */
  readonly keep: (occurrence: Occurrence) => void;
  /** Counts all that wait. */
  readonly clear: () => void;
}

/** As many as stay in the processor's cache. */
const ROOM = 256;

/**
 * Going through some events metric by metric is faster than through all metrics event by event: the
 * processor does the same thing many times before it turns to the next.
 */
export const createBacklog = (count: (waiting: readonly Occurrence[]) => void): Backlog => {
  let waiting: Occurrence[] = [];
  const clear = (): void => {
    count(waiting);
    waiting = [];
  };
  return {
    keep: (occurrence) => {
      if (waiting.push(occurrence) === ROOM) clear();
    },
    clear,
  };
};
