import { brotliDecompressSync } from 'node:zlib';

/** Tags of the tables WOFF2 names by number (W3C WOFF2, section 4.1); cmap is the first. */
const cmapIndex = 0;
const glyfIndex = 10;
const locaIndex = 11;
const ownTag = 63;

/** WOFF2's UIntBase128: seven bits a byte, the highest says that more follow. */
const base128 = (data: Buffer, at: number): { value: number; next: number } => {
  let value = 0;
  for (let next = at; next < at + 5; next++) {
    const byte = data.readUInt8(next);
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return { value, next: next + 1 };
  }
  throw new RangeError('WOFF2: a number of more than five bytes');
};

/** The cmap table of a WOFF2 file; it is stored as it is, within one brotli stream. */
const cmapOf = (woff2: Buffer): Buffer => {
  const tables = woff2.readUInt16BE(12);
  let at = 48;
  let offset = 0;
  let found: { start: number; length: number } | undefined;
  for (let table = 0; table < tables; table++) {
    const flags = woff2.readUInt8(at);
    const index = flags & 0x3f;
    const tag = index === ownTag ? woff2.toString('latin1', at + 1, at + 5) : undefined;
    const original = base128(woff2, at + (tag === undefined ? 1 : 5));
    const version = flags >> 6;
    const outline = index === glyfIndex || index === locaIndex;
    const transformed = outline ? version !== 3 : version !== 0;
    const stored = transformed ? base128(woff2, original.next) : original;
    if (index === cmapIndex || tag === 'cmap') found = { start: offset, length: stored.value };
    offset += stored.value;
    at = stored.next;
  }
  if (!found) throw new RangeError('WOFF2: no cmap table');
  const size = woff2.readUInt32BE(20);
  return brotliDecompressSync(woff2.subarray(at, at + size)).subarray(
    found.start,
    found.start + found.length,
  );
};

const segments = (table: Buffer, points: Set<number>): void => {
  const count = table.readUInt16BE(6) / 2;
  const ends = 14;
  const starts = 16 + count * 2;
  for (let segment = 0; segment < count; segment++) {
    const last = table.readUInt16BE(ends + segment * 2);
    const first = table.readUInt16BE(starts + segment * 2);
    const offset = table.readUInt16BE(starts + count * 4 + segment * 2);
    const delta = table.readUInt16BE(starts + count * 2 + segment * 2);
    for (let point = first; point <= last && point !== 0xffff; point++) {
      const place = starts + count * 4 + segment * 2 + offset + (point - first) * 2;
      const glyph = offset === 0 ? (point + delta) & 0xffff : table.readUInt16BE(place);
      if (glyph !== 0) points.add(point);
    }
  }
};

const groups = (table: Buffer, points: Set<number>): void => {
  for (let group = 0; group < table.readUInt32BE(12); group++) {
    const at = 16 + group * 12;
    const last = table.readUInt32BE(at + 4);
    for (let point = table.readUInt32BE(at); point <= last; point++) points.add(point);
  }
};

/** Code points a WOFF2 font has glyphs for, from formats 4 and 12 of its cmap (OpenType 1.9). */
export const codePointsOf = (woff2: Buffer): ReadonlySet<number> => {
  const cmap = cmapOf(woff2);
  const points = new Set<number>();
  for (let record = 0; record < cmap.readUInt16BE(2); record++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + record * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) segments(table, points);
    if (format === 12) groups(table, points);
  }
  return points;
};
