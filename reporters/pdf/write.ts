import type { PdfFile } from './objects.ts';
import { isStream, streamOf } from './streams.ts';

/** The second line says to programs that move files that this one is binary. */
const header = '%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n';

/** So many that they deflate well, so few that a reader need not inflate the whole file for one. */
const packedTogether = 200;

const packed = (objects: readonly (readonly [number, string])[]): string => {
  let offset = 0;
  const index = objects.map(([number, body]) => {
    const place = offset;
    offset += body.length + 1;
    return `${number} ${place}`;
  });
  const first = `${index.join(' ')}\n`;
  return streamOf(
    `/Type /ObjStm /N ${objects.length} /First ${first.length}`,
    first + objects.map(([, body]) => body).join('\n'),
  );
};

/** One row of the cross-reference stream: its kind, a place, an index or a generation. */
type Row = readonly [kind: number, place: number, last: number];

const rowBytes = (rows: readonly Row[], width: number): string => {
  const size = 3 + width;
  const bytes = Buffer.alloc(rows.length * size);
  for (const [index, [kind, place, last]] of rows.entries()) {
    bytes.writeUInt8(kind, index * size);
    bytes.writeUIntBE(place, index * size + 1, width);
    bytes.writeUInt16BE(last, index * size + 1 + width);
  }
  return bytes.toString('latin1');
};

/**
 * Writes PDF 1.5: streams in the order of their numbers, then every other object in streams of
 * objects, then a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8). A tagged report is half
 * structure, of which this leaves an eighth.
 */
export const writePdf = (file: PdfFile): Buffer => {
  const parts = [header];
  let offset = header.length;
  let next = 1;
  const rows: Row[] = [];
  const place = (number: number, body: string): void => {
    const text = `${number} 0 obj\n${body}\nendobj\n`;
    rows[number] = [1, offset, 0];
    parts.push(text);
    offset += text.length;
  };
  const plain: [number, string][] = [];
  for (const [number, body] of file.objects) {
    next = Math.max(next, number + 1);
    if (isStream(body)) place(number, body);
    else plain.push([number, body]);
  }
  for (let from = 0; from < plain.length; from += packedTogether) {
    const group = plain.slice(from, from + packedTogether);
    const container = next++;
    place(container, packed(group));
    for (const [index, [number]] of group.entries()) rows[number] = [2, container, index];
  }
  const width = offset < 2 ** 24 ? 3 : 4;
  rows[next] = [1, offset, 0];
  const all = Array.from(rows, (row, number): Row => row ?? [0, 0, number === 0 ? 65_535 : 0]);
  const id = file.id === '' ? '' : ` /ID [<${file.id}> <${file.id}>]`;
  const table = streamOf(
    `/Type /XRef /Size ${all.length} /W [1 ${width} 2] /Root ${file.root} 0 R /Info ${file.info} 0 R${id}`,
    rowBytes(all, width),
  );
  parts.push(`${next} 0 obj\n${table}\nendobj\nstartxref\n${offset}\n%%EOF\n`);
  return Buffer.from(parts.join(''), 'latin1');
};
