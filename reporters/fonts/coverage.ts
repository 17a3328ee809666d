import { type FontTables, tablesOf } from './tables.ts';

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
    const last = Math.min(table.readUInt32BE(at + 4), 0x10_ffff);
    for (let point = table.readUInt32BE(at); point <= last; point++) points.add(point);
  }
};

/** Code points a font has glyphs for, from formats 4 and 12 of its cmap (OpenType 1.9). */
export const coverageOf = (tables: FontTables): ReadonlySet<number> => {
  const cmap = tables.get('cmap');
  if (!cmap) throw new RangeError('it has no cmap table');
  const points = new Set<number>();
  for (let record = 0; record < cmap.readUInt16BE(2); record++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + record * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) segments(table, points);
    if (format === 12) groups(table, points);
  }
  return points;
};

/** The same of a WOFF2, TrueType or OpenType file. */
export const codePointsOf = (font: Buffer): ReadonlySet<number> => coverageOf(tablesOf(font));
