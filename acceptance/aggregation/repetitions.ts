import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

/** Remembers what was seen, so that nothing counts twice. */
export interface Repetitions {
  /** False where an event of the same device, session and sequence number came before. */
  readonly isNewEvent: (event: TelemetryEvent) => boolean;
}

/** Sequence numbers seen in one session: all below `next`, and those beyond it. */
interface Sequence {
  next: number;
  readonly beyond: Set<number>;
}

const isNewNumber = (sequence: Sequence, seq: number): boolean => {
  if (seq < sequence.next || sequence.beyond.has(seq)) return false;
  if (seq > sequence.next) {
    sequence.beyond.add(seq);
    return true;
  }
  sequence.next += 1;
  // Numbers that arrived early join the unbroken run, so that memory stays with the gaps.
  while (sequence.beyond.delete(sequence.next)) sequence.next += 1;
  return true;
};

export const createRepetitions = (): Repetitions => {
  const sessions = new Map<string, Map<string, Sequence>>();
  return {
    isNewEvent: ({ device, session, seq }) => {
      let ofDevice = sessions.get(device);
      if (!ofDevice) sessions.set(device, (ofDevice = new Map()));
      let sequence = ofDevice.get(session);
      if (!sequence) ofDevice.set(session, (sequence = { next: 0, beyond: new Set() }));
      return isNewNumber(sequence, seq);
    },
  };
};

/** Tells the first inference of a sample on a device from its repetitions, within one scope. */
export const createSampleMemory = (): ((event: TelemetryEvent) => boolean) => {
  const devices = new Map<string, Set<string>>();
  return ({ device, sample }) => {
    if (sample === undefined) return true;
    let samples = devices.get(device);
    if (!samples) devices.set(device, (samples = new Set()));
    const before = samples.size;
    samples.add(sample);
    return samples.size > before;
  };
};
