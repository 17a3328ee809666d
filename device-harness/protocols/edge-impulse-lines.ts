/** How long the parts of an inference took, as it is printed. */
export interface Timing {
  readonly kind: 'timing';
  readonly dsp_us?: number;
  readonly classification_us: number;
  readonly anomaly_us?: number;
  /** Steps the classification time is printed in: 1000 where it is in whole milliseconds. */
  readonly resolution_us: number;
}

/** What one line of a device with Edge Impulse firmware says. */
export type Said =
  | Timing
  | { readonly kind: 'score'; readonly label: string; readonly value: number }
  | { readonly kind: 'box'; readonly label: string; readonly value: number }
  | { readonly kind: 'anomaly'; readonly value: number }
  | { readonly kind: 'regression'; readonly value: number }
  | { readonly kind: 'array'; readonly values: readonly number[] }
  | { readonly kind: 'chunk'; readonly characters: number }
  | { readonly kind: 'accepted'; readonly floats: number }
  | { readonly kind: 'result'; readonly code: number }
  | { readonly kind: 'setting'; readonly name: string; readonly value: string }
  | { readonly kind: 'error'; readonly code: string; readonly detail: string }
  | { readonly kind: 'broken'; readonly of: string; readonly why: string }
  | { readonly kind: 'completed' | 'end' | 'timeout' | 'prompt' | 'prelude' };

const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu;
const numberIn = (text: string): number | undefined =>
  number.test(text) ? Number(text) : /^[+-]?(?:nan|inf)$/iu.test(text) ? Number.NaN : undefined;

const part =
  /(DSP|classification|inference|anomaly|postprocessing):?\s{0,4}(\d{1,12}(?:\.\d{1,9})?)\s{0,4}(ms|us)/giu;

const timingOf = (text: string): Said => {
  const found = new Map<string, { us: number; resolution_us: number }>();
  for (const [, name = '', digits = '', unit = ''] of text.matchAll(part)) {
    const scale = unit.toLowerCase() === 'us' ? 1 : 1000;
    const us = Number((Number(digits) * scale).toFixed(3));
    // Integers may be printed as floats: only a fraction other than nought says more.
    const fraction = /\.(\d*[1-9]\d*)$/u.exec(digits)?.[1]?.length ?? 0;
    found.set(name.toLowerCase(), { us, resolution_us: scale / 10 ** fraction });
  }
  const main = found.get('classification') ?? found.get('inference');
  if (!main) return { kind: 'broken', of: 'timing', why: 'classification' };
  const [dsp, anomaly] = [found.get('dsp'), found.get('anomaly')];
  return {
    kind: 'timing',
    classification_us: main.us,
    resolution_us: main.resolution_us,
    ...(dsp && { dsp_us: dsp.us }),
    ...(anomaly && { anomaly_us: anomaly.us }),
  };
};

/** What stands before the last colon, and what stands after it. */
const apart = (text: string): [string, string] | undefined => {
  const at = text.lastIndexOf(':');
  return at < 1 ? undefined : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
};

const settings = new Set(['Interval', 'Frame size', 'Sample length', 'No. of classes']);

/** An indented line: a class with its score, mostly. */
const indented = (text: string): Said | undefined => {
  const box = /^\s{1,8}(.{1,200}) \(([\d.]{1,20})\) \[ x: \d/u.exec(text);
  if (box) return { kind: 'box', label: box[1]!, value: Number(box[2]) };
  const [name = '', told = ''] = apart(text) ?? [];
  if (settings.has(name)) return { kind: 'prelude' };
  const value = numberIn(told);
  if (name === '' || value === undefined) return undefined;
  return /^anomaly score$/iu.test(name)
    ? { kind: 'anomaly', value }
    : { kind: 'score', label: name, value };
};

const arrayOf = (text: string): Said | undefined => {
  if (!/^\[[-+.,eE\d\s]{1,2000}\]$/u.test(text)) return undefined;
  const values = text
    .slice(1, -1)
    .split(',')
    .map((value) => numberIn(value.trim()));
  return values.every((value) => value !== undefined)
    ? { kind: 'array', values }
    : { kind: 'broken', of: 'array', why: 'numbers' };
};

const fixed: readonly [RegExp, (match: RegExpExecArray) => Said][] = [
  [/^(?:Predictions \(|Timing:)/u, ({ input }) => timingOf(input)],
  [/^OK CHUNK=(\d{1,6})$/u, ([, size]) => ({ kind: 'chunk', characters: Number(size) })],
  [/^OK (\d{1,9})$/u, ([, floats]) => ({ kind: 'accepted', floats: Number(floats) })],
  [/^RESULT (-?\d{1,12})$/u, ([, code]) => ({ kind: 'result', code: Number(code) })],
  [/^TRANSFER COMPLETED\b/u, () => ({ kind: 'completed' })],
  [/^END OUTPUT$/u, () => ({ kind: 'end' })],
  [/^TIMEOUT$/u, () => ({ kind: 'timeout' })],
  [/^>$/u, () => ({ kind: 'prompt' })],
  [/^(?:ERR|ERROR):\s{0,4}(.*)$/u, ([, detail = '']) => ({ kind: 'error', code: 'ERR', detail })],
  [
    /^(?:Not a valid AT command|No handler for command!|Command not found!|Too few arguments!).*$/u,
    ([detail]) => ({ kind: 'error', code: 'BAD_COMMAND', detail }),
  ],
  [
    /^Anomaly prediction:\s{0,4}(\S{1,40})$/u,
    ([, told = '']) => {
      const value = numberIn(told);
      return value === undefined
        ? { kind: 'broken', of: 'anomaly', why: 'value' }
        : { kind: 'anomaly', value };
    },
  ],
  [
    /^#?Regression prediction:\s{0,4}(\S{1,40})$/u,
    ([, told = '']) => ({ kind: 'regression', value: numberIn(told) ?? Number.NaN }),
  ],
  [
    /^(?:#?(?:Classification|Object detection|Regression)\b.*:|Predictions:|Inferencing settings:|Visual anomaly.*|={3,} .* ={3,}|Starting inferencing.*|Sampling\.\.\.|Recording.*|Inferencing stopped by user|OK)$/u,
    () => ({ kind: 'prelude' }),
  ],
];

/** Reads one line of either output dialect or of the AT server. Pure; undefined for any other. */
export const readLine = (line: string): Said | undefined => {
  const text = line.trimEnd();
  for (const [pattern, read] of fixed) {
    const match = pattern.exec(text);
    if (match) return read(match);
  }
  if (/^\s/u.test(text)) return indented(text);
  const array = arrayOf(text);
  if (array) return array;
  const setting = /^([A-Z][A-Za-z ]{0,40}):\s{0,20}(.*)$/u.exec(text);
  return setting ? { kind: 'setting', name: setting[1]!, value: setting[2]! } : undefined;
};
