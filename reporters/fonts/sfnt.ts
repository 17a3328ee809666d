import { inflateSync } from 'node:zlib';
import type { FontTables } from './tables.ts';

/** Tables of a WOFF 1 file: those of the font, each deflated on its own (W3C WOFF, section 5). */
export const tablesOfWoff = (font: Buffer): FontTables =>
  new Map(
    Array.from({ length: font.readUInt16BE(12) }, (_, table): [string, Buffer] => {
      const at = 44 + table * 20;
      const offset = font.readUInt32BE(at + 4);
      const data = font.subarray(offset, offset + font.readUInt32BE(at + 8));
      const deflated = data.length < font.readUInt32BE(at + 12);
      return [font.toString('latin1', at, at + 4), deflated ? inflateSync(data) : data];
    }),
  );

const padded = (table: Buffer): Buffer =>
  Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);

const sumOf = (table: Buffer): number => {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
};

/** A TrueType file of these tables (OpenType 1.9, "Organization of an OpenType font"). */
export const sfntOf = (tables: FontTables): Buffer => {
  const sorted = [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const log = Math.floor(Math.log2(sorted.length));
  const head = Buffer.alloc(12 + sorted.length * 16);
  head.writeUInt32BE(0x0001_0000, 0);
  const search = [sorted.length, 16 * 2 ** log, log, 16 * (sorted.length - 2 ** log)];
  for (const [field, value] of search.entries()) head.writeUInt16BE(value, 4 + field * 2);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (const [index, [tag, table]] of sorted.entries()) {
    const at = 12 + index * 16;
    const part = padded(table);
    head.write(tag, at, 'latin1');
    const row = [sumOf(part), offset, table.length];
    for (const [field, value] of row.entries()) head.writeUInt32BE(value, at + 4 + field * 4);
    parts.push(part);
    offset += part.length;
  }
  return Buffer.concat(parts);
};
