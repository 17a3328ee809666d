import type { Measured, Pass, Recording } from './session.ts';

/** Samples of the LPM01A as the MLCommons runner records them: joules, one a millisecond. */
const US_PER_SAMPLE = 1000;

/** Energy of the samples from `start` to before `end`, joules a millisecond. */
export const integrate = (samples: readonly number[], start: number, end: number): Measured => {
  let joules = 0;
  for (let i = start; i < end; i += 1) joules += samples[i]!;
  return {
    energy_uJ: joules * 1e6,
    elapsed_us: (end - start) * US_PER_SAMPLE,
    recorded_us: samples.length * US_PER_SAMPLE,
    samples: { joules: samples, edges: [start, end] },
  };
};

/** The recordings of all passes end to end, or undefined where there is none. */
export const recordingOf = (passes: readonly Pass[], file: string): Recording | undefined => {
  const parts = passes.flatMap(({ power }) => power?.samples ?? []);
  if (parts.length === 0) return undefined;
  const rate_Hz = 1e6 / US_PER_SAMPLE;
  let n = 0;
  const windows = parts.map(({ joules, edges: [start, end] }) => {
    const before = n;
    n += joules.length;
    return [(before + start) / rate_Hz, (before + end) / rate_Hz] as const;
  });
  const all = parts.flatMap(({ joules }) => joules);
  return { rate_Hz, n, at_W: (i) => all[i]! * rate_Hz, windows, file };
};

/**
 * Energy between two edges of a trace of `rate` samples a second, in the unit of the samples: a
 * sample counts if its time lies between them, both included. Time is what adding 1/rate again and
 * again comes to, as the EEMBC runner has it; a product would lose a sample here and there.
 */
export const windowEnergies = (
  samples: Float32Array,
  rate: number,
  edges: readonly (readonly [number, number])[],
): number[] => {
  const sums = edges.map(() => 0);
  const step = 1 / rate;
  let [time, first] = [0, 0];
  for (const sample of samples) {
    while (first < edges.length && edges[first]![1] < time) first += 1;
    for (let k = first; k < edges.length && edges[k]![0] <= time; k += 1) sums[k]! += sample;
    time += step;
  }
  return sums;
};
