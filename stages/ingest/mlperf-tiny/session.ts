import { PilotError, type Place } from '../../../documents/pilot-error.ts';

/** The three modes of the benchmark. */
export type Mode = 'performance' | 'accuracy' | 'energy';

/** The two programs that write such files. */
export type Runner = 'mlcommons' | 'eembc';

/** One `infer` command with what the device and the monitor gave for it; raw values only. */
export interface Pass {
  /** Base name of the input that was loaded. */
  readonly file: string;
  /** Number of its true class, where the source tells. */
  readonly truth?: number | undefined;
  readonly iterations: number;
  readonly warmups: number;
  /** Readings of the device's clock before and after, microseconds. */
  readonly laps?: readonly [number, number] | undefined;
  /** NaN where the device printed no number. */
  readonly results: readonly number[];
  readonly power?: Measured | undefined;
  /** Where it stands; asked only where it is at fault. */
  readonly where: () => Place;
}

/** What a power monitor gave for one pass. */
export interface Measured {
  /** Energy of the timed inferences together; NaN where samples are missing. */
  readonly energy_uJ: number;
  readonly elapsed_us: number;
  /** Length of the whole recording of this pass. */
  readonly recorded_us: number;
  /** Where it is one of its own: joules a millisecond, and between which two of them it counts. */
  readonly samples?: {
    readonly joules: readonly number[];
    readonly edges: readonly [number, number];
  };
}

/** The samples of a power monitor, as a picture of them is drawn. */
export interface Recording {
  readonly rate_Hz: number;
  readonly n: number;
  /** Power in W of a sample; NaN where it is missing. */
  readonly at_W: (index: number) => number;
  /** Edges of each timed window, seconds. */
  readonly windows: readonly (readonly [number, number])[];
  readonly file: string;
}

/** All passes of one run of a runner. */
export interface RunnerSession {
  readonly mode: Mode;
  readonly runner: Runner;
  readonly passes: readonly Pass[];
  readonly file: string;
  readonly model?: string | undefined;
  /** What the runner said of its own errors in the place of a pass, shortened. */
  readonly errors?: readonly string[];
  readonly recording?: Recording | undefined;
}

/** What is wrong with a source, and where. */
export const sourceFault = (message: string, where: Place, hint?: string): PilotError =>
  new PilotError({
    code: 'MLPERF_SOURCE',
    message,
    hint: hint ?? 'Restore the file as the runner wrote it, or leave it out of the folder.',
    where,
  });

/** Where reading by lines ends, as no runner writes such a line. */
const longestLine = 4 << 20;

/** A line without its end. Throws MLPERF_SOURCE for one so long that reading stopped in it. */
export const wholeLine = (raw: string, where: Place): string => {
  if (raw.length > longestLine) {
    throw sourceFault(`This line is longer than ${longestLine} letters`, where);
  }
  return raw.endsWith('\r') ? raw.slice(0, -1) : raw;
};
