import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

export { createNumbering, type Numbering } from './numbering.ts';

/** How an inference's sample was seen before on its device. */
export type Sighting = 'first' | 'again' | 'contradicted';

/** Takes an event, the number of its sample and its `answerDigest`. */
export type SampleMemory = (event: TelemetryEvent, sample: number, answer: number) => Sighting;

/** Digests by sample number, in pages: a device sees samples whose numbers lie close together. */
type Pages = (Int32Array | undefined)[];

/**
 * Tells the first inference of a sample on a device and in a scenario from its repetitions, and
 * those from answers that contradict it. An inference without a truth is no answer: it is always
 * first and leaves no trace. A negative number stands for a sample without a name.
 */
export const createSampleMemory = (): SampleMemory => {
  const scenarios = new Map<string | undefined, Map<string, Pages>>();
  return (event, sample, answer) => {
    if (sample < 0 || event.truth === undefined) return 'first';
    let devices = scenarios.get(event.scenario);
    if (!devices) scenarios.set(event.scenario, (devices = new Map()));
    let pages = devices.get(event.device);
    if (!pages) devices.set(event.device, (pages = []));
    const page = (pages[sample >>> 6] ??= new Int32Array(64));
    const known = page[sample & 63]!;
    // Zero means that nothing was seen yet.
    const digest = answer || 1;
    if (known !== 0) return known === digest ? 'again' : 'contradicted';
    page[sample & 63] = digest;
    return 'first';
  };
};
