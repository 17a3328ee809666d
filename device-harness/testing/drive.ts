import type { JournalEntry } from '../../schemas/types/journal-entry.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { Step } from '../../schemas/types/suite.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { driveDevice, type DeviceOutcome, type Drive } from '../index.ts';

export interface Driven {
  readonly outcome: DeviceOutcome;
  readonly events: TelemetryEvent[];
  readonly journal: Omit<JournalEntry, 'seq' | 'at'>[];
}

/** `count` silent windows of 128 x 3 samples, sample ids w-1, w-2, ... */
export const silentWindows = (count: number): Stimulus[] =>
  Array.from({ length: count }, (_, index) => ({
    sample: `w-${index + 1}`,
    x: Buffer.alloc(768).toString('base64'),
    truth: 'normal',
    tags: { temperature: index % 2 === 0 ? 'cold' : 'warm' },
  }));

/** Drives a device through one scenario, `steady`, and keeps what it handed over. */
export const driveThrough = async (
  device: Drive['device'],
  steps: readonly Step[],
  options: Partial<Drive> = {},
): Promise<Driven> => {
  const events: TelemetryEvent[] = [];
  const journal: Driven['journal'] = [];
  const outcome = await driveDevice({
    device,
    scenarios: [{ id: 'steady', steps }],
    stimuli: { steady: silentWindows(10) },
    deadline: '1 s',
    onEvent: (event) => events.push(event),
    onJournal: (entry) => journal.push(entry),
    signal: new AbortController().signal,
    ...options,
  });
  return { outcome, events, journal };
};
