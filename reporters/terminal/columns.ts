const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const combining = /\p{M}/u;

/** Columns a terminal gives the text. */
export const columnsOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, character) => sum + (combining.test(character) ? 0 : wide.test(character) ? 2 : 1),
    0,
  );

export const padEnd = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)));

export const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;

/** A word longer than a line, cut to fit. */
const cut = (word: string, columns: number): string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (columnsOf(piece + character) > columns) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
};

/** Lines of at most `columns`, broken at spaces. */
export const wrap = (text: string, columns: number): string[] => {
  const room = Math.max(10, columns);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).flatMap((part) => cut(part, room))) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].filter((entry) => entry !== '');
};

/** Wrapped text, every line indented alike. */
export const indented = (text: string, columns: number, indent: number): string[] =>
  wrap(text, columns - indent).map((line) => ' '.repeat(indent) + line);
