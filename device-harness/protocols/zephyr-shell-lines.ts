/** What one line of a Zephyr shell says, once prompt and ANSI sequences are gone. */
export type Said =
  | { readonly kind: 'log'; readonly level: string; readonly module: string; readonly text: string }
  | { readonly kind: 'boot'; readonly build: string }
  | { readonly kind: 'score'; readonly label: string; readonly value: number }
  | { readonly kind: 'anomaly'; readonly value: number }
  | { readonly kind: 'scores' | 'test' }
  | { readonly kind: 'project'; readonly passed: boolean }
  | {
      readonly kind: 'suite';
      readonly name: string;
      readonly passed: boolean;
      readonly counts: Readonly<Record<'pass' | 'fail' | 'skip' | 'total', number>>;
    }
  | { readonly kind: 'error'; readonly code: string; readonly detail: string };

const plain: readonly [RegExp, (match: RegExpExecArray) => Said][] = [
  [
    /^\*{3} Booting (?:Zephyr OS|nRF Connect SDK)(?: build)? ?(.{0,100}?) ?\*{3}$/u,
    ([, build = '']) => ({ kind: 'boot', build }),
  ],
  [
    /^Value: ([+-]?\d{1,9}(?:\.\d{1,9})?)\s{1,8}Label: (.{1,200})$/u,
    ([, value, label = '']) => ({ kind: 'score', label: label.trim(), value: Number(value) }),
  ],
  [
    /^Anomaly: ([+-]?\d{1,9}(?:\.\d{1,9})?)$/u,
    ([, value]) => ({ kind: 'anomaly', value: Number(value) }),
  ],
  [/^Classification results:?$/u, () => ({ kind: 'scores' })],
  [
    /^PROJECT EXECUTION (SUCCESSFUL|FAILED)$/u,
    ([, how]) => ({ kind: 'project', passed: how === 'SUCCESSFUL' }),
  ],
  [
    /^SUITE (PASS|FAIL|SKIP) - [\d. ]{1,8}% \[([^\]]{1,100})\]: pass = (\d{1,6}), fail = (\d{1,6}), skip = (\d{1,6}), total = (\d{1,6})/u,
    ([, how, name = '', ...counted]) => {
      const [pass = 0, fail = 0, skip = 0, total = 0] = counted.map(Number);
      return { kind: 'suite', name, passed: how === 'PASS', counts: { pass, fail, skip, total } };
    },
  ],
  [/^(?:START - | (?:PASS|FAIL|SKIP) - | - (?:PASS|FAIL|SKIP) - )/u, () => ({ kind: 'test' })],
  [
    /^(\S{1,100}): (command not found|wrong parameter count)$/u,
    ([detail, , how]) => ({
      kind: 'error',
      code: how === 'command not found' ? 'UNKNOWN_COMMAND' : 'PARAMETERS',
      detail,
    }),
  ],
];

const full = /^\[[\d:.,]{4,24}\] <(err|wrn|inf|dbg)> ([^:]{1,100}): ?(.*)$/u;
const minimal = /^([EWID]): (.*)$/u;
const levels: Readonly<Record<string, string>> = { E: 'err', W: 'wrn', I: 'inf', D: 'dbg' };

/** A log line in either format, or undefined. */
export const logIn = (text: string): (Said & { kind: 'log' }) | undefined => {
  const [, level, module = '', rest = ''] = full.exec(text) ?? [];
  if (level) return { kind: 'log', level, module, text: rest };
  const short = minimal.exec(text);
  if (!short) return undefined;
  return { kind: 'log', level: levels[short[1]!] ?? '', module: '', text: short[2]! };
};

/** Reads one line; of a log line what it logs, where that says something. Pure. */
export const readLine = (line: string): Said | undefined => {
  const text = line.trimEnd();
  const log = logIn(text);
  const inner = log ? log.text : text;
  for (const [pattern, read] of plain) {
    const match = pattern.exec(inner);
    if (match) return read(match);
  }
  return log;
};
