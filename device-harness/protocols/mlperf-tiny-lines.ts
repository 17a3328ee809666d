import type { Message } from './protocol.ts';

/** What a line of the device says. Counts, bytes and microseconds are whole numbers. */
export type DutLine =
  | { readonly kind: 'ready' | 'init-done' | 'warmup-done' | 'infer-done' | 'load-done' }
  | { readonly kind: 'mode'; readonly mode: 'performance' | 'energy' }
  | { readonly kind: 'lap'; readonly us: number }
  | { readonly kind: 'name' | 'profile' | 'model'; readonly text: string }
  | { readonly kind: 'warmup-start' | 'infer-start' | 'expecting'; readonly count: number }
  | { readonly kind: 'results'; readonly scores: readonly number[] }
  | { readonly kind: 'error'; readonly words: string }
  | { readonly kind: 'broken'; readonly of: string; readonly why: string };

/** A clock of the device wraps here. */
export const wrap_us: number = 2 ** 32;

const bare: Readonly<Record<string, DutLine>> = {
  'm-ready': { kind: 'ready' },
  'm-init-done': { kind: 'init-done' },
  'm-warmup-done': { kind: 'warmup-done' },
  'm-infer-done': { kind: 'infer-done' },
  'm-load-done': { kind: 'load-done' },
  'm-timestamp-mode-performance': { kind: 'mode', mode: 'performance' },
  'm-timestamp-mode-energy': { kind: 'mode', mode: 'energy' },
};

const broken = (of: string, why: string): DutLine => ({ kind: 'broken', of, why });

const counted = (rest: string, most: number): number | undefined => {
  const number = /^\d{1,10}$/u.test(rest) ? Number(rest) : Number.NaN;
  return number <= most ? number : undefined;
};

const decimal = /^[+-]?\d+(\.\d*)?(e[+-]?\d{1,3})?$/iu;

/** The numbers between the brackets; firmware in the field leaves a comma behind the last. */
const scoresIn = (list: string): number[] | undefined => {
  const items = list.split(',');
  if (items.length > 1 && items.at(-1) === '') items.pop();
  const scores = items.map((item) => (decimal.test(item) ? Number(item) : Number.NaN));
  return scores.every((score) => Number.isFinite(score)) ? scores : undefined;
};

const bracketed = (rest: string): string | undefined => /^\[(.*)\]$/u.exec(rest)?.[1];

const texted =
  (kind: 'name' | 'profile' | 'model', of: string) =>
  (rest: string): DutLine => {
    const text = bracketed(rest);
    return text === undefined || text === '' ? broken(of, rest) : { kind, text };
  };

const numbered =
  (kind: 'warmup-start' | 'infer-start', of: string) =>
  (rest: string): DutLine => {
    const count = counted(rest, wrap_us);
    return count === undefined ? broken(of, rest) : { kind, count };
  };

/** Lines that carry something, by how they begin. */
const readers: readonly (readonly [start: string, read: (rest: string) => DutLine])[] = [
  [
    'm-lap-us-',
    (rest) => {
      const us = counted(rest, wrap_us - 1);
      return us === undefined ? broken('m-lap-us', rest) : { kind: 'lap', us };
    },
  ],
  [
    'm-results-',
    (rest) => {
      const scores = scoresIn(bracketed(rest) ?? '');
      return scores === undefined ? broken('m-results', rest) : { kind: 'results', scores };
    },
  ],
  ['m-warmup-start-', numbered('warmup-start', 'm-warmup-start')],
  ['m-infer-start-', numbered('infer-start', 'm-infer-start')],
  ['m-name-dut-', texted('name', 'm-name-dut')],
  ['m-profile-', texted('profile', 'm-profile')],
  ['m-model-', texted('model', 'm-model')],
  [
    'm-[Expecting ',
    (rest) => {
      const count = counted(rest.replace(/ bytes\]$/u, ''), wrap_us);
      return count === undefined ? broken('m-[Expecting]', rest) : { kind: 'expecting', count };
    },
  ],
  ['e-[', (rest) => ({ kind: 'error', words: rest.replace(/\]$/u, '') })],
];

/** Complaints of the reference firmware that carry no mark of an error, and are one. */
const unmarked =
  /^(Supplied buffer size -?\d+ exceeds maximum of \d+|Input db has -?\d+ elemented, expected \d+)$/u;

/**
 * Reads one line of a device. Pure. Undefined for anything that is not of the protocol, such as
 * what a vendor prints for himself; a line counts as a whole or not at all.
 */
export const readLine = (line: string): DutLine | undefined => {
  if (Object.hasOwn(bare, line)) return bare[line];
  for (const [start, read] of readers) {
    if (line.startsWith(start)) return read(line.slice(start.length).slice(0, 400));
  }
  return unmarked.test(line) ? { kind: 'error', words: line } : undefined;
};

/** What a line means to whoever did not ask for it; undefined where it means nothing by itself. */
export const unaskedMessage = (said: DutLine): Message | undefined => {
  if (said.kind === 'error') return { type: 'error', code: said.words, detail: '' };
  if (said.kind === 'broken') return { type: 'malformed', of: said.of, why: said.why };
  return undefined;
};

/**
 * Microseconds from one reading of the device's clock to the next. Clocks of 32 bits wrap every
 * 4295 s; a greater reading shows that this one is wider. More than half of that (36 min) is NaN: a
 * clock that ran backwards reads like one that is about to come round.
 */
export const between_us = (from_us: number, to_us: number): number => {
  const wraps = from_us < wrap_us && to_us < wrap_us;
  const elapsed_us = wraps ? (to_us - from_us + wrap_us) % wrap_us : to_us - from_us;
  return elapsed_us >= 0 && elapsed_us <= wrap_us / 2 ? elapsed_us : Number.NaN;
};
