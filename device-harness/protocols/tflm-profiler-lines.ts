/** What one line of a TFLM benchmark or profiler says. */
export type Said =
  | { readonly kind: 'op'; readonly tag: string; readonly ticks: number; readonly ms: number }
  | {
      readonly kind: 'iterations';
      readonly name: string;
      readonly count: number;
      readonly ticks: number;
      readonly ms: number;
    }
  /** What is done once, before the first inference. */
  | { readonly kind: 'start' | 'blank' }
  | { readonly kind: 'event'; readonly tag: string; readonly ticks: number }
  | { readonly kind: 'events' | 'totals' | 'table'; readonly name: string }
  | { readonly kind: 'tag-total'; readonly tag: string; readonly ticks: number }
  | { readonly kind: 'total'; readonly ticks: number }
  | { readonly kind: 'crc'; readonly of: 'input' | 'output'; readonly value: string }
  | { readonly kind: 'arena'; readonly part: string; readonly bytes: number }
  | { readonly kind: 'passed'; readonly passed: number; readonly of: number }
  | { readonly kind: 'verdict'; readonly passed: boolean };

/** Tags of the start-up are functions; those of operators are names. */
const isOperator = (tag: string): boolean => !/^Initiali[sz]e|::/u.test(tag);

const patterns: readonly [RegExp, (match: RegExpExecArray) => Said | undefined][] = [
  [
    /^(\w{1,100})\((\d{1,9})\) took (\d{1,15}) ticks \((\d{1,12}(?:\.\d{1,6})?) ms\)\.?$/u,
    ([, name = '', count, ticks, ms]) =>
      Number(count) > 0
        ? { kind: 'iterations', name, count: Number(count), ticks: Number(ticks), ms: Number(ms) }
        : undefined,
  ],
  [
    /^(\S[^"]{0,200}?) took (\d{1,15}) ticks \((\d{1,12}(?:\.\d{1,6})?) ms\)\.?$/u,
    ([, tag = '', ticks, ms]) =>
      isOperator(tag)
        ? { kind: 'op', tag, ticks: Number(ticks), ms: Number(ms) }
        : { kind: 'start' },
  ],
  [
    /^"?total number of ticks"?, ?(\d{1,15})$/u,
    ([, ticks]) => ({ kind: 'total', ticks: Number(ticks) }),
  ],
  [/^"Event","Tag","Ticks"$/u, () => ({ kind: 'events', name: 'events' })],
  [/^"Unique Tag",".{0,100}"$/u, () => ({ kind: 'totals', name: 'totals' })],
  [
    /^\d{1,6},([^,]{1,200}),(\d{1,15})$/u,
    ([, tag = '', ticks]) =>
      isOperator(tag) ? { kind: 'event', tag, ticks: Number(ticks) } : { kind: 'start' },
  ],
  [
    /^([A-Za-z_][\w:. ]{0,200}), (\d{1,15})$/u,
    ([, tag = '', ticks]) => ({ kind: 'tag-total', tag, ticks: Number(ticks) }),
  ],
  [
    /^(Input|Output) CRC32: (0[xX][0-9a-fA-F]{1,8})$/u,
    ([, of, value = '']) => ({
      kind: 'crc',
      of: of === 'Input' ? 'input' : 'output',
      value: crcText(value),
    }),
  ],
  [/^\[\[ Table \]\]: (\w{1,40})$/u, ([, name = '']) => ({ kind: 'table', name })],
  [
    /^\s{0,40}(Total|NonPersistent|Persistent) \|\s{1,20}(\d{1,12}) \|\s{1,20}[\d.]{1,12}$/u,
    ([, part = '', bytes]) => ({ kind: 'arena', part, bytes: Number(bytes) }),
  ],
  [
    /^(\d{1,9})\/(\d{1,9}) tests passed$/u,
    ([, passed, of]) => ({ kind: 'passed', passed: Number(passed), of: Number(of) }),
  ],
  [
    /^~~~(ALL|SOME) TESTS (PASSED|FAILED)~~~$/u,
    ([, all, how]) => ({ kind: 'verdict', passed: all === 'ALL' && how === 'PASSED' }),
  ],
];

/** A CRC32 as it is compared: 0x and eight capital digits. */
export const crcText = (text: string): string =>
  `0x${text.slice(2).toUpperCase().padStart(8, '0')}`;

/** Reads one line. Pure; undefined for one that is none of these, such as the rest of a build's banner. */
export const readLine = (line: string): Said | undefined => {
  const text = line.trimEnd();
  if (text === '') return { kind: 'blank' };
  for (const [pattern, read] of patterns) {
    const match = pattern.exec(text);
    if (match) return read(match);
  }
  return undefined;
};
