/** A PDF as a list of objects, numbered from 1; bodies in latin1 so that a character is a byte. */
export interface PdfFile {
  readonly header: string;
  /** Object number to what stands between `obj` and `endobj`. */
  readonly objects: ReadonlyMap<number, string>;
  readonly root: number;
  readonly info: number;
}

const reference = (text: string, key: string): number =>
  Number(new RegExp(`/${key} (\\d+) \\d+ R`, 'u').exec(text)?.[1] ?? 0);

const entriesOf = (text: string, at: number): { number: number; offset: number }[] => {
  const table = text.slice(at, text.indexOf('trailer', at)).split('\n').slice(1);
  const entries: { number: number; offset: number }[] = [];
  let number = 0;
  for (const row of table) {
    const [first = '', second = '', kind] = row.trim().split(' ');
    if (kind === undefined && second !== '') number = Number(first);
    if (kind === 'n') entries.push({ number, offset: Number(first) });
    if (kind !== undefined) number++;
  }
  return entries;
};

/**
 * Reads what Chromium writes: one revision with a classic cross-reference table (ISO 32000-1,
 * 7.5.4). Throws a RangeError on anything else.
 */
export const readPdf = (bytes: Uint8Array): PdfFile => {
  const text = Buffer.from(bytes).toString('latin1');
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(text)?.[1] ?? -1);
  if (!text.startsWith('%PDF-') || !text.startsWith('xref', table)) {
    throw new RangeError('not a PDF with a cross-reference table');
  }
  const entries = entriesOf(text, table).toSorted((a, b) => a.offset - b.offset);
  const objects = new Map<number, string>();
  for (const [index, { number, offset }] of entries.entries()) {
    const end = text.lastIndexOf('endobj', entries[index + 1]?.offset ?? table);
    const start = text.indexOf('obj', offset) + 3;
    objects.set(number, text.slice(start, end).trim());
  }
  const trailer = text.slice(text.indexOf('trailer', table));
  const first = entries[0]?.offset ?? 0;
  return {
    header: text.slice(0, first),
    objects: new Map([...objects].toSorted(([a], [b]) => a - b)),
    root: reference(trailer, 'Root'),
    info: reference(trailer, 'Info'),
  };
};

/** Writes the objects in the order of their numbers, with a new cross-reference table. */
export const writePdf = (file: PdfFile, id: string): Buffer => {
  const size = Math.max(0, ...file.objects.keys()) + 1;
  const parts = [file.header];
  const rows = Array.from({ length: size }, () => '0000000000 65535 f \n');
  let offset = file.header.length;
  for (const [number, body] of file.objects) {
    const text = `${number} 0 obj\n${body}\nendobj\n`;
    rows[number] = `${String(offset).padStart(10, '0')} 00000 n \n`;
    parts.push(text);
    offset += text.length;
  }
  parts.push(
    `xref\n0 ${size}\n${rows.join('')}trailer\n<</Size ${size}\n/Root ${file.root} 0 R\n/Info ${file.info} 0 R${id}>>\nstartxref\n${offset}\n%%EOF\n`,
  );
  return Buffer.from(parts.join(''), 'latin1');
};
