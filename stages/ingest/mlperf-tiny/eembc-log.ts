import { readLineBatches } from '../../../documents/json-lines.ts';
import { baseName } from './names.ts';
import { createPrintedReader, type Printed } from './printed.ts';
import { type Mode, type Pass, type RunnerSession, sourceFault, wholeLine } from './session.ts';

const stamped = /^\d{5,}\.\d{3} ([\w-]+): (.*)$/u;

/** Whether a text begins as a log of the EEMBC runner: `SSSSS.mmm source: text`. */
export const isEembcLog = (head: string): boolean => {
  const lines = head.split(/\r?\n/u).filter((line) => line !== '');
  // The last line may be cut off.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return (
    whole.length > 0 &&
    whole.every((line) => stamped.test(line)) &&
    /session: m-session-start|parser: Command|dut: m-/u.test(head)
  );
};

/** An `infer` that has begun and not ended. */
interface Open {
  readonly line: number;
  readonly iterations: number;
  readonly file: string;
  readonly warmups: number;
  readonly laps: number[];
  results?: number[];
}

interface State {
  readonly passes: Pass[];
  file?: string;
  warmups: number;
  model?: string;
  name?: string;
  runMode?: string;
  energy: boolean;
  open?: Open | undefined;
}

const numbersOf = (text: string): number[] =>
  text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) =>
      /^\s*-?\d+(?:\.\d*)?(?:e[+-]?\d+)?\s*$/iu.test(part) ? Number(part) : Number.NaN,
    );

/** One line of the device, without the prefixes of the interface board. */
const readDevice = (state: State, text: string, file: string, line: number): void => {
  const where = { file, line };
  const [, warmups] = /^m-warmup-start-(\d{1,9})$/u.exec(text) ?? [];
  if (warmups !== undefined) state.warmups = Number(warmups);
  state.model = /^m-model-\[([\w-]{1,40})\]/u.exec(text)?.[1] ?? state.model!;
  state.name = /^m-name-dut-\[(.{1,100})\]/u.exec(text)?.[1] ?? state.name!;
  if (text === 'm-timestamp-mode-energy') state.energy = true;
  const [, count] = /^m-infer-start-(\d{1,9})$/u.exec(text) ?? [];
  if (count !== undefined) {
    if (state.open) {
      throw sourceFault(`The inference of line ${state.open.line} has no results`, where);
    }
    if (state.file === undefined) throw sourceFault('No input was loaded before this', where);
    const { file: input, warmups: before } = state;
    state.open = { line, iterations: Number(count), file: input, warmups: before, laps: [] };
    state.warmups = 0;
  }
  const { open } = state;
  const [, lap] = /^m-lap-us-(\d{1,16})$/u.exec(text) ?? [];
  if (lap !== undefined && open) open.laps.push(Number(lap));
  const [, results] = /^m-results-\[([^\]]*)\]/u.exec(text) ?? [];
  if (results !== undefined && open) open.results = numbersOf(results);
  if (text.startsWith('e-[') && open)
    throw sourceFault(`The device refused: ${text.slice(0, 100)}`, where);
  if (text !== 'm-ready' || !open?.results) return;
  if (open.laps.length === 1 || open.laps.length > 2) {
    throw sourceFault(
      `The inference of line ${open.line} has ${open.laps.length} laps, not two`,
      where,
    );
  }
  const [start, end] = open.laps;
  state.passes.push({
    file: open.file,
    iterations: open.iterations,
    warmups: open.warmups,
    laps: start !== undefined && end !== undefined ? [start, end] : undefined,
    results: open.results,
    where: () => ({ file, line: open.line }),
  });
  state.open = undefined;
};

const readLine = (state: State, text: string, file: string, line: number): void => {
  const [, source, said = ''] = stamped.exec(text) ?? [];
  if (source === undefined) return;
  if (source === 'parser') {
    const [, path] = /^Command "bload(?:p| dut) "([^"]{1,1000})""/u.exec(said) ?? [];
    if (path !== undefined) state.file = baseName(path);
    const [, mode] = /-key\[runMode\]-val\[(\w{1,20})\]/u.exec(said) ?? [];
    if (mode !== undefined) state.runMode = mode;
    return;
  }
  if (source === 'dut') readDevice(state, said, file, line);
  if (source !== 'io') return;
  const [, passed] = /^\[dut\]: (.*)$/u.exec(said) ?? [];
  if (passed !== undefined) readDevice(state, passed, file, line);
};

const modeOf = ({ passes, runMode, energy }: State): Mode => {
  if (runMode === 'multi') return 'accuracy';
  const timed = passes.some(({ laps }) => laps !== undefined);
  if (energy || !timed) return 'energy';
  const single = passes.every(({ iterations, warmups }) => iterations === 1 && warmups === 0);
  return runMode === undefined && single ? 'accuracy' : 'performance';
};

const longest = 4096;

/** What a log of the EEMBC runner holds. */
export interface EembcLog {
  /** Undefined where nothing was inferred. */
  readonly session: RunnerSession | undefined;
  readonly printed: readonly Printed[];
  readonly name: string | undefined;
}

/**
 * Streams a log of the EEMBC runner into its passes, their power still missing. Throws MLPERF_SOURCE
 * with the line where an inference has no results, not two laps or no input, or where the log ends
 * within one.
 */
export const readEembcLog = async (file: string): Promise<EembcLog> => {
  const state: State = { passes: [], warmups: 0, energy: false };
  const printed = createPrintedReader(file);
  let line = 0;
  for await (const { first, lines } of readLineBatches(file)) {
    for (const [index, raw] of lines.entries()) {
      line = first + index;
      const text = wholeLine(raw, { file, line });
      if (text.length > longest) continue;
      readLine(state, text, file, line);
      printed.see(text, line);
    }
  }
  if (state.open) {
    throw sourceFault(
      `The log ends before the inference of line ${state.open.line} has its results`,
      {
        file,
        line,
      },
    );
  }
  const { passes, model, name } = state;
  const session: RunnerSession | undefined =
    passes.length > 0 ? { mode: modeOf(state), runner: 'eembc', passes, file, model } : undefined;
  return { session, printed: printed.found(), name };
};
