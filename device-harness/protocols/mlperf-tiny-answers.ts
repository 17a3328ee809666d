import type { Stimulus } from '../../schemas/types/stimulus.ts';
import { fault } from '../fault.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import type { Inferred } from './mlperf-tiny-infer.ts';
import type { Identity, Window } from './protocol.ts';

/** Largest input of the benchmark: 96 x 96 pixels of 3 bytes. */
const inputLimit_B = 27_648;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Bits a second of the line to the device itself, where the configuration tells. */
export const baudOf = ({ transport }: DeviceConfig): number | undefined =>
  transport.kind === 'serial' || transport.kind === 'rfc2217'
    ? (transport.baud ?? 115_200)
    : undefined;

/** The parts of an input that are inferred one by one; nearly always it is one. */
export const windowsOf = ({ sample, x, window_B, stride_B = window_B }: Stimulus): Uint8Array[] => {
  const bytes = Buffer.from(x, 'base64');
  const windows: Uint8Array[] = [];
  if (window_B === undefined || stride_B === undefined) windows.push(bytes);
  else {
    for (let at = 0; at + window_B <= bytes.length; at += stride_B) {
      windows.push(bytes.subarray(at, at + window_B));
    }
  }
  const size = windows[0]?.length ?? 0;
  if (size > 0 && size <= inputLimit_B) return windows;
  throw fault(
    'STIMULUS',
    `an input has 1 to ${inputLimit_B} bytes, and that of "${sample}" has ${size}`,
  );
};

/** The class with the largest score, of equal ones the first. Throws PROTOCOL. */
export const labelOf = ({ labels, model }: Identity, scores: readonly number[]): string => {
  if (scores.length !== labels.length) {
    throw fault(
      'PROTOCOL',
      `it gave ${scores.length} scores for the ${labels.length} classes of ${model}`,
    );
  }
  return labels[scores.indexOf(Math.max(...scores))]!;
};

/** The scores of a file are the means of those of its parts. */
export const scoresOf = (answers: readonly Inferred[]): number[] =>
  answers[0]!.scores.map((_, index) => mean(answers.map(({ scores }) => scores[index]!)));

/** Ticks of a microsecond; of many parts the mean. */
export const timeOf = (answers: readonly Inferred[]): { ticks: number } | { untimed: string } => {
  const times = answers.flatMap(({ elapsed_us }) => elapsed_us ?? []);
  return times.length > 0
    ? { ticks: Math.round(mean(times)) }
    : { untimed: 'in the energy mode edges of a pin tell the time' };
};

/** What the lines around an inference take on the link. */
export interface LinkTimes {
  /** Microseconds for so many bytes, until they are here. */
  readonly link_us: (bytes: number) => number;
  /** Bits a second of the line to the device itself, where that is known. */
  readonly baud: number | undefined;
}

/** m-infer-done with its line end, the last that is said before the host takes its own time. */
const doneBytes = 14;

/**
 * What the host saw of a time, how much later it may have seen the end, and, as x_stamp_us, how much
 * of the device's time went into printing the first time stamp.
 */
export const linkTimesOf = (
  answers: readonly Inferred[],
  { link_us, baud }: LinkTimes,
): Pick<Window, 'host_us' | 'link_us' | 'extra'> => {
  const timed = answers.filter(({ elapsed_us }) => elapsed_us !== undefined);
  const stamp_B = timed.length === 0 ? 0 : mean(timed.map(({ stamp_B: bytes }) => bytes));
  return {
    host_us: Math.round(mean(answers.map(({ host_us }) => host_us))),
    link_us: link_us(stamp_B + doneBytes),
    ...(baud !== undefined &&
      stamp_B > 0 && { extra: { x_stamp_us: Math.round((stamp_B * 10e6) / baud) } }),
  };
};

/** What a reader of the times has to know. */
export const noteOf = (mode: 'performance' | 'energy', baud: number | undefined): string => {
  if (mode === 'energy') {
    return 'in the energy mode edges of a pin tell the time, and they are not read here';
  }
  const bias = 'the time of an inference includes printing its first time stamp';
  if (baud === undefined) return bias;
  return `${bias}: ${Math.round(10e6 / baud)} us a letter at ${baud} baud, in all x_stamp_us`;
};
