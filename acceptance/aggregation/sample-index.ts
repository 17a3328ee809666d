import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

/** Where events named their sample: numbers of events by scenario, sample and device. */
export interface SampleIndex {
  /** Notes an event's number; the first of a sample on a device and in a scenario stays. */
  readonly note: (event: TelemetryEvent, sample: number, number: number) => void;
  /**
   * Number of the event that pairs with this one: of the same scenario, or of one that names none.
   * Where several devices saw the sample, only the same device's pairs.
   */
  readonly partnerOf: (event: TelemetryEvent, sample: number) => number | undefined;
}

/** The only device that saw a sample, or all of them. */
type Seen = { readonly device: string; readonly number: number } | Map<string, number>;

const numberIn = (seen: Seen | undefined, device: string): number | undefined =>
  seen instanceof Map ? seen.get(device) : seen?.number;

export const createSampleIndex = (): SampleIndex => {
  const scenarios = new Map<string | undefined, (Seen | undefined)[]>();
  return {
    note: ({ scenario, device }, sample, number) => {
      let samples = scenarios.get(scenario);
      if (!samples) scenarios.set(scenario, (samples = []));
      const seen = samples[sample];
      if (seen === undefined) samples[sample] = { device, number };
      else if (seen instanceof Map) {
        if (!seen.has(device)) seen.set(device, number);
      } else if (seen.device !== device) {
        samples[sample] = new Map([
          [seen.device, seen.number],
          [device, number],
        ]);
      }
    },
    partnerOf: ({ scenario, device }, sample) =>
      numberIn(scenarios.get(scenario)?.[sample], device) ??
      numberIn(scenarios.get(undefined)?.[sample], device),
  };
};
