import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { bySession } from './by-session.ts';

const US_PER_DAY = 8.64e10;

/**
 * Days of recorded time that an event adds where it `counts`: only then is the time before it time
 * of the kind that is measured.
 */
export type RecordedTime = (event: TelemetryEvent, counts: boolean) => number;

/** No sequence number, nor the one before the first. */
const NOWHERE = -2;

interface Steps {
  /** The event that came last: mostly the predecessor of the next one. */
  seq: number;
  time: number;
  /** Times of other events whose successor has not come, by sequence number. */
  readonly ends: Map<number, number>;
  /** Events whose predecessor has not come. */
  readonly starts: Map<number, { readonly time: number; readonly counts: boolean }>;
  /**
   * Time that the next event that counts takes: what became known with one that does not, less
   * what a clock that was set back would count twice.
   */
  owed: number;
}

/** Time of the event before, or undefined where it has not come; it has no other successor. */
const takePredecessor = (steps: Steps, seq: number): number | undefined => {
  if (steps.seq === seq - 1) return steps.time;
  if (steps.seq >= 0) steps.ends.set(steps.seq, steps.time);
  const before = steps.ends.get(seq - 1);
  if (before !== undefined) steps.ends.delete(seq - 1);
  return before;
};

/**
 * Time between events whose sequence numbers follow each other. What lies before the first recorded
 * event, or where a number is missing, may hide what is counted and is no time at all. The order in
 * which events arrive changes nothing.
 */
export const unbrokenTime = (): RecordedTime => {
  const stepsOf = bySession((): Steps => ({
    seq: NOWHERE,
    time: 0,
    ends: new Map(),
    starts: new Map(),
    owed: 0,
  }));
  return (event, counts) => {
    const { seq, time_us: time } = event;
    const steps = stepsOf(event);
    const before = takePredecessor(steps, seq);
    if (before === undefined) steps.starts.set(seq, { time, counts });
    else if (counts) steps.owed += time - before;
    const after = steps.starts.get(seq + 1);
    steps.seq = after === undefined ? seq : NOWHERE;
    steps.time = time;
    if (after !== undefined) {
      steps.starts.delete(seq + 1);
      if (after.counts) steps.owed += after.time - time;
    }
    if (!counts || steps.owed <= 0) return 0;
    const gained = steps.owed;
    steps.owed = 0;
    return gained / US_PER_DAY;
  };
};

/**
 * Time from the first to the last recorded event of a session. A session is one boot, so that no
 * restart can hide in what was lost between them.
 */
export const spannedTime = (): RecordedTime => {
  const spanOf = bySession(() => ({ from: Infinity, to: -Infinity }));
  return (event) => {
    const { time_us: time } = event;
    const span = spanOf(event);
    const before = Math.max(0, span.to - span.from);
    span.from = Math.min(span.from, time);
    span.to = Math.max(span.to, time);
    return (span.to - span.from - before) / US_PER_DAY;
  };
};
