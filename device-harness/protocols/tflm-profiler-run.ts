import type { Inference, Message } from './protocol.ts';
import { crcText, type Said } from './tflm-profiler-lines.ts';

/** How a profile is read. */
export interface ProfileOptions {
  /** Ticks in a second; undefined where nobody says, and then nothing is timed. */
  readonly clock_Hz: number | undefined;
  /** CRC32 the output must have. */
  readonly golden: string | undefined;
}

/** Puts the lines of a profiled run together. */
export interface Profile {
  /** Takes a line; gives the messages it completes. */
  take: (said: Said) => Message[];
  /** Nothing more comes for now: what is open. */
  finish: () => Message[];
}

interface Run {
  /** The line that timed it as a whole; its operators are then a breakdown of that. */
  readonly whole?: Said & { readonly kind: 'iterations' };
  readonly ops: Map<string, number>;
  count: number;
  ticks: number;
  /** Whether its operators are all there: something else, or a blank line, followed them. */
  closed: boolean;
  /** What the profiler says is their sum. */
  total?: number;
  output?: string;
  readonly arena: Map<string, number>;
}

const mostOps = 10_000;

const broken = (why: string): Message => ({ type: 'malformed', of: 'profile', why });

/** Milliseconds are printed cut off or rounded; more than one beside it, the clock is another. */
const agrees = (ticks: number, ms: number, clock_Hz: number): boolean =>
  Math.abs((ticks * 1000) / clock_Hz - ms) <= 1;

const timeOf = (
  ticks: number,
  { clock_Hz }: ProfileOptions,
): Pick<Inference, 'ticks' | 'untimed'> => {
  if (clock_Hz === undefined) return { untimed: `${ticks} ticks of a clock that is not stated` };
  return ticks > 0 ? { ticks: (ticks * 1e6) / clock_Hz } : { untimed: 'told as 0 ticks' };
};

/** What was put in, where it is told, so that it pairs with the same input on another build. */
const sampleOf = (input: string | undefined): Pick<Inference, 'sample'> =>
  input === undefined ? {} : { sample: `input ${input}` };

const answerOf = (
  output: string | undefined,
  { golden }: ProfileOptions,
): Pick<Inference, 'label' | 'truth'> => ({
  label: output === undefined ? 'not told' : `output ${output}`,
  ...(golden !== undefined && output !== undefined && { truth: `output ${crcText(golden)}` }),
});

const extraOf = ({ whole, ops, count, arena }: Run, ticks: number): Record<string, unknown> => ({
  ...(whole && { x_benchmark: whole.name, x_iterations: whole.count }),
  x_ticks: ticks,
  ...(count > 0 && { x_ops: count, x_op_ticks: Object.fromEntries(ops) }),
  ...(arena.size > 0 && { x_arena_b: Object.fromEntries(arena) }),
});

const messageOf = (run: Run, input: string | undefined, options: ProfileOptions): Message => {
  const { whole, total, output, count } = run;
  if (count > mostOps) return broken('number of operators');
  // The lines of the operators and their sum come from one list; tables by tag do not.
  if (total !== undefined && total !== run.ticks) return broken('total number of ticks');
  const ticks = whole?.ticks ?? run.ticks;
  const extra = extraOf(run, ticks);
  const { clock_Hz } = options;
  if (whole && whole.count > 1 && clock_Hz !== undefined) {
    // Several together have no latency of their own.
    const elapsed_us = Math.round((ticks * 1e6) / clock_Hz);
    return { type: 'tally', inferences: whole.count, elapsed_us, extra };
  }
  const time =
    whole && whole.count > 1
      ? { untimed: `${ticks} ticks for ${whole.count} of them` }
      : timeOf(ticks, options);
  return { type: 'inference', ...sampleOf(input), ...answerOf(output, options), ...time, extra };
};

/**
 * A run is the lines of its operators in a row, with what follows them: their sum, the CRC32 of the
 * output, the arena. It is complete when the next begins, or nothing more comes. Tables by tag are
 * not used: they may hold ticks of the initialisation too.
 */
export const createProfile = (options: ProfileOptions): Profile => {
  let run: Run | undefined;
  let input: string | undefined;
  let inTable = false;
  const finish = (): Message[] => {
    const done = run;
    run = undefined;
    return done ? [messageOf(done, input, options)] : [];
  };
  const op = (tag: string, ticks: number): void => {
    run ??= { ops: new Map(), arena: new Map(), count: 0, ticks: 0, closed: false };
    run.count += 1;
    run.ticks += ticks;
    if (run.ops.size < mostOps) run.ops.set(tag, (run.ops.get(tag) ?? 0) + ticks);
  };
  const misclocked = (ticks: number, ms: number): Message[] =>
    options.clock_Hz !== undefined && !agrees(ticks, ms, options.clock_Hz) ? [broken('clock')] : [];
  return {
    finish,
    take(said) {
      switch (said.kind) {
        case 'op': {
          const before = run?.closed ? finish() : [];
          op(said.tag, said.ticks);
          return [...before, ...misclocked(said.ticks, said.ms)];
        }
        case 'events': {
          const before = finish();
          inTable = true;
          return before;
        }
        case 'event':
          if (inTable) op(said.tag, said.ticks);
          return [];
        case 'blank':
        case 'totals':
        case 'table':
          if (run && run.count > 0) run.closed = true;
          inTable = false;
          return [];
        case 'total':
          // The first such sum of a log is of the initialisation, which is no inference.
          if (run && run.total === undefined) run.total = said.ticks;
          if (run) run.closed = true;
          inTable = false;
          return [];
        case 'crc':
          if (said.of === 'output') {
            if (run) run.output = said.value;
            if (run) run.closed = true;
            return [];
          } else {
            const before = finish();
            input = said.value;
            return before;
          }
        case 'arena':
          run?.arena.set(said.part.toLowerCase(), said.bytes);
          return [];
        case 'iterations': {
          const before = finish();
          run = {
            whole: said,
            ops: new Map(),
            arena: new Map(),
            count: 0,
            ticks: 0,
            closed: false,
          };
          return [...before, ...misclocked(said.ticks, said.ms)];
        }
        case 'passed':
          return [
            ...finish(),
            {
              type: 'state',
              state: said.passed === said.of ? 'tests-passed' : 'tests-failed',
              extra: { x_passed: said.passed, x_tests: said.of },
            },
          ];
        case 'verdict':
          return [
            ...finish(),
            { type: 'state', state: said.passed ? 'all-tests-passed' : 'some-tests-failed' },
          ];
        default:
          return [];
      }
    },
  };
};
