const escape = '\u001b';
/** What follows the escape character. */
const sequence = /^(?:\[([0-9;?]*)[ -/]*([@-~])|[@-Z\\-_])/u;
const begun = /^(?:\[[0-9;?]*[ -/]*)?$/u;
/** No terminal's sequence is longer. */
const longest = 32;

/** Whether what has come of a line stops within a sequence. */
export const endsInSequence = (raw: string): boolean => {
  const at = raw.lastIndexOf(escape);
  return at >= 0 && raw.length - at <= longest && begun.test(raw.slice(at + 1));
};

/** A line as a terminal would show it. */
interface Shown {
  text: string[];
  cursor: number;
}

const erase = (shown: Shown, how: number): void => {
  if (how === 0) shown.text.length = Math.min(shown.text.length, shown.cursor);
  else if (how === 1) shown.text.fill(' ', 0, shown.cursor);
  else shown.text.length = 0;
};

const obey = (shown: Shown, parameters: string, final: string): void => {
  const given = Number.parseInt(parameters, 10);
  const count = Number.isNaN(given) ? 1 : given;
  if (final === 'D') shown.cursor = Math.max(0, shown.cursor - count);
  else if (final === 'C') shown.cursor = Math.min(shown.text.length, shown.cursor + count);
  else if (final === 'G') shown.cursor = Math.min(shown.text.length, Math.max(0, count - 1));
  else if (final === 'J' || final === 'K') erase(shown, Number.isNaN(given) ? 0 : given);
};

const write = (shown: Shown, character: string): void => {
  if (character === '\r') shown.cursor = 0;
  else if (character === '\b') shown.cursor = Math.max(0, shown.cursor - 1);
  else shown.text[shown.cursor++] = character;
};

/**
 * What stands on a line after its ANSI sequences have been obeyed: colours vanish, and what a shell
 * wrote and wiped again, such as a prompt that gave way to a log line, is gone. Half a sequence at
 * the end says nothing.
 */
export const terminalText = (raw: string): string => {
  if (![escape, '\r', '\b'].some((character) => raw.includes(character))) return raw;
  const shown: Shown = { text: [], cursor: 0 };
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw[at]!;
    if (character !== escape) {
      write(shown, character);
      continue;
    }
    const rest = raw.slice(at + 1, at + longest);
    const found = sequence.exec(rest);
    if (found) obey(shown, found[1] ?? '', found[2] ?? '');
    else if (begun.test(rest)) break;
    at += found?.[0].length ?? 0;
  }
  return Array.from(shown.text, (character) => character ?? ' ').join('');
};
