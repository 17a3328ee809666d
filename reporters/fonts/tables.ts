import { brotliDecompressSync } from 'node:zlib';

/** Tables of a font by their tags: those of an index, not its outlines. */
export type FontTables = ReadonlyMap<string, Buffer>;

/** Tags WOFF2 names by number (W3C WOFF2, section 4.1), of those that are read here. */
const numbered = new Map([
  [0, 'cmap'],
  [5, 'name'],
  [6, 'OS/2'],
  [10, 'glyf'],
  [11, 'loca'],
  [47, 'fvar'],
]);
const ownTag = 63;

/** WOFF2's UIntBase128: seven bits a byte, the highest says that more follow. */
const base128 = (data: Buffer, at: number): { value: number; next: number } => {
  let value = 0;
  for (let next = at; next < at + 5; next++) {
    const byte = data.readUInt8(next);
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return { value, next: next + 1 };
  }
  throw new RangeError('a number of more than five bytes');
};

/** Tables are parts of one brotli stream; all but outlines and metrics are stored as they are. */
const ofWoff2 = (font: Buffer): FontTables => {
  const count = font.readUInt16BE(12);
  const places: { tag: string; from: number; length: number }[] = [];
  let at = 48;
  let from = 0;
  for (let table = 0; table < count; table++) {
    const flags = font.readUInt8(at);
    const index = flags & 0x3f;
    const tag =
      index === ownTag ? font.toString('latin1', at + 1, at + 5) : (numbered.get(index) ?? '');
    const original = base128(font, at + (index === ownTag ? 5 : 1));
    const version = flags >> 6;
    const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    const stored = transformed ? base128(font, original.next) : original;
    places.push({ tag, from, length: stored.value });
    from += stored.value;
    at = stored.next;
  }
  const size = font.readUInt32BE(20);
  const data = brotliDecompressSync(font.subarray(at, at + size));
  if (data.length < from) throw new RangeError('its tables are cut short');
  return new Map(
    places.map(({ tag, from: start, length }) => [tag, data.subarray(start, start + length)]),
  );
};

const ofSfnt = (font: Buffer): FontTables => {
  const tables = new Map<string, Buffer>();
  for (let table = 0; table < font.readUInt16BE(4); table++) {
    const at = 12 + table * 16;
    const offset = font.readUInt32BE(at + 8);
    const length = font.readUInt32BE(at + 12);
    const tag = font.toString('latin1', at, at + 4);
    if (offset + length > font.length) throw new RangeError(`its ${tag} table is cut short`);
    tables.set(tag, font.subarray(offset, offset + length));
  }
  return tables;
};

export type FontFormat = 'woff2' | 'truetype' | 'opentype';

/** By the first four bytes. Throws a RangeError on what is no font or one of another kind. */
export const formatOf = (font: Buffer): FontFormat => {
  const magic = font.toString('latin1', 0, 4);
  if (magic === 'wOF2') return 'woff2';
  if (magic === '\0\u0001\0\0' || magic === 'true') return 'truetype';
  if (magic === 'OTTO') return 'opentype';
  if (magic === 'ttcf') throw new RangeError('it is a collection of fonts');
  if (magic === 'wOFF') throw new RangeError('it is WOFF 1');
  throw new RangeError('it is no font');
};

/** Throws a RangeError where the file is no font, or a broken one. */
export const tablesOf = (font: Buffer): FontTables =>
  formatOf(font) === 'woff2' ? ofWoff2(font) : ofSfnt(font);
