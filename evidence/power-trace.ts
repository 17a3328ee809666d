import type { PowerTraceFile } from '../schemas/types/power-trace.ts';

export type PowerTrace = PowerTraceFile['trace'];

/** What is known of a trace before its samples are looked at. */
export type TraceHead = Pick<PowerTrace, 'id' | 'source' | 'origin' | 'unit' | 'rate_Hz'>;

/** Steps a trace is thinned to: finer than any page is wide, and some 40 kB as a document. */
const STEPS = 600;

/** Four figures are finer than any picture, and instruments are no better. */
const rounded = (value: number): number => Number(value.toPrecision(4));

/** Times to the microsecond. */
export const seconds = (value: number): number => Math.round(value * 1e6) / 1e6;

/**
 * A trace of `n` samples thinned to least, most and mean, so that a peak of a single sample stays.
 * `at` gives a sample in the unit of the head; what is no finite number is left out.
 */
export const thinned = (
  head: TraceHead,
  n: number,
  at: (index: number) => number,
): Omit<PowerTrace, 'windows' | 'markers'> => {
  const steps = Math.min(STEPS, n);
  const points: PowerTrace['points'] = [];
  let [sum, known] = [0, 0];
  for (let step = 0; step < steps; step += 1) {
    const from = Math.floor((step * n) / steps);
    const to = Math.floor(((step + 1) * n) / steps);
    let [min, max] = [Infinity, -Infinity];
    for (let i = from; i < to; i += 1) {
      const value = at(i);
      if (!Number.isFinite(value)) continue;
      sum += value;
      known += 1;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (min <= max) {
      points.push({ t: seconds(from / head.rate_Hz), min: rounded(min), max: rounded(max) });
    }
  }
  return {
    ...head,
    n,
    duration_s: seconds(n / head.rate_Hz),
    mean: known === 0 ? null : rounded(sum / known),
    points,
  };
};
