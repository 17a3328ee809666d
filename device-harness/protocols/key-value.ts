/** What stands between pairs: marks where there are any, else blanks. */
const pieces = (text: string): string[] => text.split(/[,;\t]/u.test(text) ? /[,;\t]/u : /\s+/u);

const unquoted = (text: string): string =>
  text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;

/**
 * Values by name of a line such as `run=499,cnn_us=897288` or `DSP: 20 ms; label: idle`: pairs with
 * `=` or `:`, between commas, semicolons or tabs, or blanks where there are none of these. A piece
 * that is no pair is left out, and so is a name that comes twice with different values.
 */
export const keyValues = (text: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const disputed = new Set<string>();
  for (const piece of pieces(text)) {
    const at = piece.search(/[=:]/u);
    const name = piece.slice(0, Math.max(0, at)).trim();
    if (name === '') continue;
    const value = unquoted(piece.slice(at + 1).trim());
    if (found.has(name) && found.get(name) !== value) disputed.add(name);
    found.set(name, value);
  }
  for (const name of disputed) found.delete(name);
  return found;
};
