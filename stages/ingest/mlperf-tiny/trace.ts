import { readFile } from 'node:fs/promises';
import { windowEnergies } from './samples.ts';
import { type Measured, type Recording, sourceFault } from './session.ts';

const HEADER_B = 5;
const MARK = 0xf1;

/** Whether bytes begin as an energy trace of the EEMBC runner: a mark and a rate in Hz. */
export const isTrace = (head: Uint8Array): boolean => {
  if (head.length < HEADER_B || head[0] !== MARK) return false;
  const rate = new DataView(head.buffer, head.byteOffset, head.length).getFloat32(1, true);
  return rate > 0 && rate <= 1e6;
};

/** Edges in seconds, ascending. Throws MLPERF_SOURCE. */
export const edgesIn = (file: string, value: readonly unknown[]): number[] => {
  let before = Number.NEGATIVE_INFINITY;
  return value.map((item, index) => {
    if (typeof item !== 'number' || !(item >= before) || item < 0) {
      throw sourceFault(`Edge ${index + 1} is no time in seconds after the one before it`, {
        file,
      });
    }
    before = item;
    return item;
  });
};

/** What a trace says of each timed window, and the trace itself. */
export interface ReadTrace {
  readonly measured: readonly Measured[];
  readonly recording: Recording;
}

/**
 * Energy and length of each of `windows` timed windows of a trace. The first edge is that of a
 * `timestamp` command; after it two edges enclose each window. Samples are microjoules. Throws
 * MLPERF_SOURCE where trace and edges do not fit together.
 */
export const readTrace = async (
  file: string,
  edges: readonly number[],
  edgesFile: string,
  windows: number,
): Promise<ReadTrace> => {
  const bytes = await readFile(file);
  const body = bytes.length - HEADER_B;
  if (body % 4 !== 0) {
    throw sourceFault(`The trace ends within a sample, at byte ${bytes.length}`, { file });
  }
  if (edges.length !== 2 * windows + 1) {
    throw sourceFault(
      `There are ${edges.length} edges, and ${windows} windows need ${2 * windows + 1}`,
      { file: edgesFile },
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const rate = view.getFloat32(1, true);
  const samples = Float32Array.from({ length: body / 4 }, (_, i) =>
    view.getFloat32(HEADER_B + 4 * i, true),
  );
  const last = edges.at(-1) ?? 0;
  if (samples.length / rate < last) {
    throw sourceFault(
      `The trace ends after ${(samples.length / rate).toFixed(3)} s, and the last edge is at ${last} s`,
      { file },
    );
  }
  const pairs = Array.from(
    { length: windows },
    (_, i) => [edges[2 * i + 1]!, edges[2 * i + 2]!] as const,
  );
  const energies = windowEnergies(samples, rate, pairs);
  const measured = pairs.map(([start, end], i): Measured => ({
    energy_uJ: energies[i]!,
    elapsed_us: Math.round((end - start) * 1e6),
    recorded_us: Math.round(end * 1e6) - (i === 0 ? 0 : Math.round(pairs[i - 1]![1] * 1e6)),
  }));
  const at_W = (index: number): number => samples[index]! * 1e-6 * rate;
  return {
    measured,
    recording: { rate_Hz: rate, n: samples.length, at_W, windows: pairs, file },
  };
};
