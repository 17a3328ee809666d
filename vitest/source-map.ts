const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A number in base64 VLQ: five bits a digit, least significant first, the sign in the lowest bit. */
const vlq = (value: number): string => {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = '';
  do {
    const low = rest % 32;
    rest = (rest - low) / 32;
    text += digits[rest > 0 ? low + 32 : low];
  } while (rest > 0);
  return text;
};

/** Columns, from zero, of a piece of code and of what it was made from, on the same line. */
export interface Piece {
  readonly generated: number;
  readonly original: number;
}

/**
 * Source map (revision 3) of a file whose lines are the lines of its source, with the places of
 * some pieces on them; `lines[i]` belongs to line i + 1.
 */
export const lineMap = (
  file: string,
  text: string,
  lines: readonly (readonly Piece[])[],
): {
  version: 3;
  sources: string[];
  sourcesContent: string[];
  names: string[];
  mappings: string;
} => {
  let line = 0;
  let column = 0;
  const mappings = lines.map((pieces, index) => {
    let written = 0;
    const all = pieces[0]?.generated === 0 ? pieces : [{ generated: 0, original: 0 }, ...pieces];
    return all
      .map(({ generated, original }) => {
        const segment = [generated - written, 0, index - line, original - column];
        [written, line, column] = [generated, index, original];
        return segment.map(vlq).join('');
      })
      .join(',');
  });
  return {
    version: 3,
    sources: [file],
    sourcesContent: [text],
    names: [],
    mappings: mappings.join(';'),
  };
};
