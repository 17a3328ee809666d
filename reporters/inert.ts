/**
 * Characters that are never shown: controls (they command a terminal), what turns the reading
 * direction, and invisible ones. Each can make a line read as something it is not.
 */
const treacherous =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

export const isTreacherous = (character: string): boolean => treacherous.test(character);

/** `U+202E` */
export const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * The text with every run of characters that `shows` refuses as `[U+4E2D U+6587]`; line ends and
 * tabs become spaces. `seen` collects what was replaced.
 */
export const spelledOut = (
  text: string,
  shows: (character: string) => boolean,
  seen: Set<string> = new Set(),
): string => {
  let result = '';
  let run: string[] = [];
  const flush = (): void => {
    if (run.length > 0) result += `[${run.join(' ')}]`;
    run = [];
  };
  for (const character of text) {
    const space = character === '\n' || character === '\t' || character === '\r';
    if (space || (!isTreacherous(character) && shows(character))) {
      flush();
      result += space ? ' ' : character;
    } else {
      run.push(codePoint(character));
      seen.add(codePoint(character));
    }
  }
  flush();
  return result;
};

/** The same for every string of a document; keys stay. */
export const spelledOutDocument = <T>(document: T, spell: (text: string) => string): T => {
  if (typeof document === 'string') return spell(document) as T;
  if (Array.isArray(document)) return document.map((item) => spelledOutDocument(item, spell)) as T;
  if (document === null || typeof document !== 'object') return document;
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [key, spelledOutDocument(value, spell)]),
  ) as T;
};
