import type { Place } from '../../../documents/pilot-error.ts';
import { baseName } from './names.ts';
import { integrate, recordingOf } from './samples.ts';
import { type Measured, type Mode, type Pass, type RunnerSession, sourceFault } from './session.ts';

type Fields = Readonly<Record<string, unknown>>;

const modes: Readonly<Record<string, Mode>> = { p: 'performance', a: 'accuracy', e: 'energy' };

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;

/** Whether a parsed document is the list of passes that the MLCommons runner writes. */
export const isResults = (value: unknown): boolean =>
  Array.isArray(value) && value.some((item) => fieldsOf(item)?.['infer']);

/** A number written as such or as text; undefined for anything else. */
const numberIn = (value: unknown): number | undefined => {
  if (typeof value === 'string' && /^\d{1,15}$/u.test(value.trim())) return Number(value);
  return typeof value === 'number' ? value : undefined;
};

const countIn = (value: unknown): number | undefined => {
  const number = numberIn(value);
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};

/** Numbers of a list; what is no number is NaN. */
const numbersIn = (value: unknown): number[] | undefined =>
  Array.isArray(value)
    ? value.map((item) => (typeof item === 'number' ? item : Number.NaN))
    : undefined;

interface Entry {
  readonly fields: Fields;
  readonly place: () => Place;
  readonly refuse: (what: string) => never;
}

const entryOf = (item: unknown, place: () => Place, index: number): Entry => {
  const refuse = (what: string): never => {
    throw sourceFault(`Entry ${index + 1} ${what}`, place());
  };
  const fields = fieldsOf(item) ?? refuse('is no object');
  return { fields, place, refuse };
};

const lapsIn = (infer: Fields, { refuse }: Entry): Pass['laps'] => {
  const { start_time: start, end_time: end } = infer;
  if (start === undefined && end === undefined) return undefined;
  const laps = [countIn(start), countIn(end)] as const;
  if (laps[0] === undefined || laps[1] === undefined) {
    return refuse('has no start_time and end_time in whole microseconds');
  }
  return [laps[0], laps[1]];
};

/** The monitor's samples between the last two edges of the pass. */
const powerIn = (entry: Entry): Measured => {
  const power = fieldsOf(entry.fields['power']) ?? entry.refuse('has no power');
  const samples = numbersIn(power['samples']) ?? entry.refuse('has no list of power samples');
  const edges = (Array.isArray(power['timestamps']) ? power['timestamps'] : []).map((edge) =>
    Array.isArray(edge) ? countIn(edge[1]) : undefined,
  );
  const [start, end] = edges.slice(-2);
  if (edges.length < 2 || start === undefined || end === undefined) {
    return entry.refuse('has no two edges of the marker pin');
  }
  if (!(start < end) || end > samples.length) {
    return entry.refuse(`has edges at ${start} and ${end} of ${samples.length} samples`);
  }
  return integrate(samples, start, end);
};

const passOf = (entry: Entry, mode: Mode): Pass => {
  const { fields, refuse, place } = entry;
  const infer = fieldsOf(fields['infer']) ?? refuse('has no "infer"');
  const results = numbersIn(infer['results']) ?? refuse('has no list of results');
  const name = fields['file'];
  if (typeof name !== 'string' || name === '') return refuse('names no file');
  const truth = fields['class'] === undefined ? undefined : countIn(fields['class']);
  if (fields['class'] !== undefined && truth === undefined) return refuse('has no class number');
  return {
    file: baseName(name),
    truth,
    iterations: countIn(infer['iterations']) ?? refuse('has no count of iterations'),
    warmups: countIn(infer['warmups']) ?? 0,
    laps: lapsIn(infer, entry),
    results,
    ...(mode === 'energy' && { power: powerIn(entry) }),
    where: place,
  };
};

/** Of entries without a mode: energy holds power, accuracy one inference each. */
const modeOf = (items: readonly unknown[]): Mode => {
  const first = items.map(fieldsOf).find((fields) => fields?.['infer']);
  const stated = modes[String(first?.['mode'])];
  if (stated) return stated;
  if (first?.['power'] !== undefined) return 'energy';
  return countIn(fieldsOf(first?.['infer'])?.['iterations']) === 1 ? 'accuracy' : 'performance';
};

/**
 * Reads the list of passes of the MLCommons runner. What it adds after a run that broke its own
 * rules (`{"error": ...}`) is no pass, and kept as what it says. `at` locates an entry; it is asked only about one at fault. Throws
 * MLPERF_SOURCE with the place.
 */
export const readResults = (
  file: string,
  items: readonly unknown[],
  at: (index: number) => Place,
): RunnerSession => {
  const mode = modeOf(items);
  const errors: string[] = [];
  const passes = items.flatMap((item, index) => {
    const fields = fieldsOf(item);
    if (fields && !('infer' in fields) && 'error' in fields) {
      errors.push(JSON.stringify(fields['error']).slice(0, 100));
      return [];
    }
    const entry = entryOf(item, () => at(index), index);
    const own = modes[String(entry.fields['mode'])] ?? mode;
    if (own !== mode) entry.refuse(`is of mode ${own}, and those before it of mode ${mode}`);
    return [passOf(entry, mode)];
  });
  const recording = recordingOf(passes, file);
  return { mode, runner: 'mlcommons', passes, file, errors, recording };
};

/** Figures of a results.json that follow from others in it: they are compared, never used. */
export const derivedIn = (
  items: readonly unknown[],
): { elapsed: (number | undefined)[]; throughput: (number | undefined)[] } => {
  const inner = items.flatMap((item): Fields[] => {
    const infer = fieldsOf(fieldsOf(item)?.['infer']);
    return infer ? [infer] : [];
  });
  return {
    elapsed: inner.map((infer) => numberIn(infer['elapsed_time'])),
    throughput: inner.map((infer) => numberIn(infer['throughput'])),
  };
};
