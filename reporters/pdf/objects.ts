import { contentOf, dictionaryOf } from './streams.ts';

/** A PDF as a list of objects, numbered from 1; bodies in latin1 so that a character is a byte. */
export interface PdfFile {
  /** Object number to what stands between `obj` and `endobj`. */
  readonly objects: ReadonlyMap<number, string>;
  readonly root: number;
  readonly info: number;
  /** File identifier in hexadecimal; empty where the file has none. */
  readonly id: string;
}

/** Where an object lies: at a byte of the file, or in a stream of objects. */
type Entry =
  | { readonly number: number; readonly offset: number }
  | { readonly number: number; readonly container: number };

const reference = (text: string, key: string): number =>
  Number(new RegExp(`/${key} (\\d+) \\d+ R`, 'u').exec(text)?.[1] ?? 0);

/** ISO 32000-1, 7.5.4. */
const tableEntries = (text: string, at: number): Entry[] => {
  const table = text.slice(at, text.indexOf('trailer', at)).split('\n').slice(1);
  const entries: Entry[] = [];
  let number = 0;
  for (const row of table) {
    const [first = '', second = '', kind] = row.trim().split(' ');
    if (kind === undefined && second !== '') number = Number(first);
    if (kind === 'n') entries.push({ number, offset: Number(first) });
    if (kind !== undefined) number++;
  }
  return entries;
};

/** ISO 32000-1, 7.5.8: rows of three big-endian numbers. */
const streamEntries = (body: string): Entry[] => {
  const dictionary = dictionaryOf(body);
  const widths = /\/W \[(\d) (\d) (\d)\]/u.exec(dictionary)?.slice(1).map(Number);
  if (!widths || dictionary.includes('/Index')) throw new RangeError('a PDF of another shape');
  const rows = Buffer.from(contentOf(body), 'latin1');
  const [kindWidth = 1, placeWidth = 1, lastWidth = 1] = widths;
  const size = kindWidth + placeWidth + lastWidth;
  return Array.from({ length: rows.length / size }, (_, number): Entry[] => {
    const kind = rows.readUIntBE(number * size, kindWidth);
    const place = rows.readUIntBE(number * size + kindWidth, placeWidth);
    if (kind === 1) return [{ number, offset: place }];
    return kind === 2 ? [{ number, container: place }] : [];
  }).flat();
};

/** Objects of a stream of objects (ISO 32000-1, 7.5.7). */
const unpacked = (body: string): [number, string][] => {
  const dictionary = dictionaryOf(body);
  const content = contentOf(body);
  const first = Number(/\/First (\d+)/u.exec(dictionary)?.[1] ?? 0);
  const index = content.slice(0, first).trim().split(/\s+/u).map(Number);
  return Array.from({ length: index.length / 2 }, (_, object) => {
    const end = index[object * 2 + 3];
    const from = first + (index[object * 2 + 1] ?? 0);
    return [
      index[object * 2] ?? 0,
      content.slice(from, end === undefined ? undefined : first + end).trim(),
    ];
  });
};

const bodyAt = (text: string, offset: number, end: number): string => {
  const start = text.indexOf('obj', offset) + 3;
  return text.slice(start, text.lastIndexOf('endobj', end)).trim();
};

/**
 * Reads what Chromium writes and what `writePdf` does: one revision with a cross-reference table
 * or stream. Throws a RangeError on anything else.
 */
export const readPdf = (bytes: Uint8Array): PdfFile => {
  const text = Buffer.from(bytes).toString('latin1');
  const at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(text)?.[1] ?? -1);
  const table = text.startsWith('xref', at);
  if (!text.startsWith('%PDF-') || at < 0 || !(table || /^\d+ 0 obj/u.test(text.slice(at)))) {
    throw new RangeError('not a PDF with a cross-reference table');
  }
  const trailer = table
    ? text.slice(text.indexOf('trailer', at))
    : bodyAt(text, at, text.lastIndexOf('startxref'));
  const entries = table ? tableEntries(text, at) : streamEntries(trailer);
  const placed = entries
    .flatMap((entry) => ('offset' in entry ? [entry] : []))
    .toSorted((a, b) => a.offset - b.offset);
  const packed = new Set(
    entries.flatMap((entry) => ('container' in entry ? [entry.container] : [])),
  );
  const objects: [number, string][] = placed.flatMap(({ number, offset }, index) => {
    if (offset === at) return [];
    const body = bodyAt(text, offset, placed[index + 1]?.offset ?? at);
    return packed.has(number) ? unpacked(body) : [[number, body] as [number, string]];
  });
  return {
    objects: new Map(objects.toSorted(([a], [b]) => a - b)),
    root: reference(dictionaryOf(trailer), 'Root'),
    info: reference(dictionaryOf(trailer), 'Info'),
    id: /\/ID \[<([0-9A-Fa-f]*)>/u.exec(dictionaryOf(trailer))?.[1] ?? '',
  };
};
