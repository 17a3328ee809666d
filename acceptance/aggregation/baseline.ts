import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

/** What the baseline answered, found by the sample of a candidate's event. */
export interface Baseline {
  /** Whether the baseline was right on the event's sample; undefined where it has no such sample. */
  readonly wasRight: (event: TelemetryEvent) => boolean | undefined;
  /** Samples of known truth the baseline holds, each device's counted. */
  readonly samples: number;
  /** Samples no event asked for. */
  readonly unused: () => number;
}

interface Answer {
  readonly right: boolean;
  used: boolean;
}

/** Where several devices of the baseline saw one sample, only the same device's answer pairs. */
type Entry = { readonly byDevice: Map<string, Answer> };

/** Events or whole batches of a source, one after the other, whether it is asynchronous or not. */
export type Source<T> = Iterable<T> | AsyncIterable<T>;

/** Reads a baseline's events. The first answer to a sample on a device counts. */
export const readBaseline = async (events: Source<TelemetryEvent>): Promise<Baseline> => {
  const entries = new Map<string, Entry>();
  let samples = 0;
  for await (const { kind, device, sample, truth, label } of events) {
    if (kind !== 'inference' || sample === undefined) continue;
    if (truth === undefined || label === undefined) continue;
    let entry = entries.get(sample);
    if (!entry) entries.set(sample, (entry = { byDevice: new Map() }));
    if (entry.byDevice.has(device)) continue;
    entry.byDevice.set(device, { right: label === truth, used: false });
    samples += 1;
  }
  return {
    samples,
    wasRight: ({ device, sample }) => {
      const entry = sample === undefined ? undefined : entries.get(sample);
      if (!entry) return undefined;
      const [only] = entry.byDevice.size === 1 ? [...entry.byDevice.values()] : [];
      const answer = entry.byDevice.get(device) ?? only;
      if (!answer) return undefined;
      answer.used = true;
      return answer.right;
    },
    unused: () => {
      let unused = 0;
      for (const { byDevice } of entries.values()) {
        for (const { used } of byDevice.values()) if (!used) unused += 1;
      }
      return unused;
    },
  };
};
