import type { Place } from '../../../documents/pilot-error.ts';
import { sourceFault } from './session.ts';

const placeOf = (file: string, text: string, position: number): Place => {
  const before = text.slice(0, position).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

/** Names that Python writes where JSON has none, or another. */
const words: Readonly<Record<string, string>> = {
  None: 'null',
  True: 'true',
  False: 'false',
  NaN: 'null',
  nan: 'null',
  Infinity: 'null',
  inf: 'null',
};

const isName = (letter: string): boolean => /[A-Za-z]/u.test(letter);

/**
 * What Python prints of a list of numbers, texts and dictionaries, as JSON of the same length or
 * less: single quotes become double ones, `None` becomes null, and so do `nan` and `inf`, which are
 * no values. One pass over the text.
 */
export const asJson = (text: string): string => {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (letter === "'" || letter === '"') {
      let end = at + 1;
      while (end < text.length && text[end] !== letter) end += text[end] === '\\' ? 2 : 1;
      const inner = text.slice(at + 1, end);
      const plain =
        letter === "'"
          ? inner.replaceAll(String.raw`\'`, "'").replaceAll('"', String.raw`\"`)
          : inner;
      parts.push(text.slice(from, at), '"', plain, '"');
      at = end;
      from = end + 1;
    } else if (isName(letter) && !/[0-9.]/u.test(text[at - 1] ?? '')) {
      let end = at;
      while (end < text.length && isName(text[end]!)) end += 1;
      const word = text.slice(at, end);
      const start = words[word] === 'null' && text[at - 1] === '-' ? at - 1 : at;
      parts.push(text.slice(from, start), words[word] ?? word);
      from = end;
      at = end - 1;
    }
  }
  parts.push(text.slice(from));
  return parts.join('');
};

/**
 * Parses JSON, also as Python writes it with NaN. Throws MLPERF_SOURCE with line and column; `line`
 * is that of the text's beginning.
 */
export const parseJson = (file: string, text: string, line = 1): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const json = asJson(text);
    try {
      return JSON.parse(json);
    } catch (cause) {
      const { message } = cause as Error;
      const position = Number(/position (\d+)/u.exec(message)?.[1] ?? json.length);
      const place = placeOf(file, json, position);
      throw sourceFault(`This is not valid JSON: ${message.slice(0, 120)}`, {
        ...place,
        line: (place.line ?? 1) + line - 1,
      });
    }
  }
};
