import { PilotError } from '../../documents/pilot-error.ts';
import type { ExtraFont } from '../look.ts';
import { coverageOf } from './coverage.ts';
import { type FontFormat, type FontTables, formatOf, tablesOf } from './tables.ts';

/** What a report needs to know of a font file. */
export interface Face {
  readonly family: string;
  /** As the PDF names it. */
  readonly postScript: string;
  /** CSS weight: one of the two a report sets, or a range where the font varies. */
  readonly weight: string;
  readonly format: FontFormat;
  readonly codePoints: ReadonlySet<number>;
}

const familyName = 1;
const postScriptName = 6;
const typographicFamily = 16;

/** A name of the name table, of Windows before others (OpenType 1.9). */
const nameOf = (tables: FontTables, id: number): string | undefined => {
  const table = tables.get('name');
  if (!table) return undefined;
  const strings = table.readUInt16BE(4);
  let found: string | undefined;
  for (let record = 0; record < table.readUInt16BE(2); record++) {
    const at = 6 + record * 12;
    if (table.readUInt16BE(at + 6) !== id) continue;
    const from = strings + table.readUInt16BE(at + 10);
    const bytes = table.subarray(from, from + table.readUInt16BE(at + 8));
    if (table.readUInt16BE(at) === 1) found ??= bytes.toString('latin1');
    else if (bytes.length % 2 === 0) return Buffer.from(bytes).swap16().toString('utf16le');
  }
  return found;
};

const firstBold = 550;

const weightOf = (tables: FontTables): string => {
  if (tables.has('fvar')) return '1 1000';
  const weight = tables.get('OS/2')?.readUInt16BE(4) ?? 400;
  return weight < firstBold ? '400' : '600';
};

const read = (font: Buffer): Face => {
  const tables = tablesOf(font);
  const codePoints = coverageOf(tables);
  const postScript = nameOf(tables, postScriptName);
  if (postScript === undefined) throw new RangeError('it does not say its PostScript name');
  if (codePoints.size === 0) throw new RangeError('no character has a glyph in it');
  return {
    family: nameOf(tables, typographicFamily) ?? nameOf(tables, familyName) ?? postScript,
    postScript,
    weight: weightOf(tables),
    format: formatOf(font),
    codePoints,
  };
};

/** Reads a WOFF2, TrueType or OpenType file. Throws FONT_INVALID, which names it. */
export const readFace = ({ file, bytes }: ExtraFont): Face => {
  try {
    return read(Buffer.from(bytes));
  } catch (cause) {
    const reason = /^it |^no /u.test((cause as Error).message)
      ? (cause as Error).message
      : 'it is broken or cut short';
    throw new PilotError({
      code: 'FONT_INVALID',
      message: `The font cannot be used: ${reason}`,
      hint: 'A font for reports is one WOFF2, TTF or OTF file with one face; take a single face out of a collection.',
      where: { file },
      cause,
    });
  }
};
