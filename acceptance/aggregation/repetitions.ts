import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { bySession } from './by-session.ts';
import { eventDigest } from './digest.ts';

/** Whether an event's number is new, came before with the same event, or with another one. */
export type Repetition = 'new' | 'repeated' | 'conflicting';

/** Remembers what was seen, so that nothing counts twice and nothing takes another's place. */
export interface Repetitions {
  /**
   * By device, session and sequence number; takes the event's `answerDigest` and the number of its
   * sample.
   */
  readonly check: (event: TelemetryEvent, answer: number, sample: number) => Repetition;
}

/** Digests of the events of one session: the unbroken run from the first number, and the others. */
interface Sequence {
  /** The number that came first; a recording may begin in mid-session. */
  readonly first: number;
  readonly run: number[];
  readonly beyond: Map<number, number>;
}

const checkNumber = (
  { first, run, beyond }: Sequence,
  number: number,
  digest: number,
): Repetition => {
  const seq = number - first;
  const known = seq >= 0 && seq < run.length ? run[seq] : beyond.get(seq);
  if (known !== undefined) return known === digest ? 'repeated' : 'conflicting';
  if (seq !== run.length) {
    beyond.set(seq, digest);
    return 'new';
  }
  run.push(digest);
  // Numbers that arrived early join the unbroken run, so that the map stays with the gaps.
  while (beyond.size > 0) {
    const next = beyond.get(run.length);
    if (next === undefined) break;
    beyond.delete(run.length);
    run.push(next);
  }
  return 'new';
};

export const createRepetitions = (): Repetitions => {
  const sequenceOf = bySession(({ seq }): Sequence => ({
    first: seq,
    run: [],
    beyond: new Map(),
  }));
  return {
    check: (event, answer, sample) =>
      checkNumber(sequenceOf(event), event.seq, eventDigest(event, answer, sample)),
  };
};
