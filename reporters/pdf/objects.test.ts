import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type PdfFile, readPdf } from './objects.ts';
import { contentOf, streamOf, withContent } from './streams.ts';
import { writePdf } from './write.ts';

/** The same numbers for the same seed. */
const numbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const bytes = (next: () => number, length: number): string =>
  Array.from({ length }, () => String.fromCharCode(Math.floor(next() * 256))).join('');

/** Any objects, with gaps between their numbers and with what could be taken for a file's marks. */
const anyFile = (seed: number): PdfFile => {
  const next = numbers(seed);
  const traps = ['endobj', 'startxref 7 %%EOF', 'stream\n', '9 0 obj', 'endstream', 'trailer'];
  const objects = new Map<number, string>();
  let number = 0;
  for (let count = Math.floor(next() * 700); count >= 0; count--) {
    number += 1 + Math.floor(next() * 1.2);
    const trap = traps[Math.floor(next() * traps.length)] ?? '';
    const content = `${bytes(next, Math.floor(next() * 90))}${trap}${bytes(next, 3)}`;
    const plain = `<</Title (${trap} ${number}) /K [${number} 0 R]>>`;
    objects.set(number, next() < 0.2 ? streamOf('/Type /X', content) : plain);
  }
  return { objects, root: 1, info: number, id: seed === 0 ? '' : '3f2a'.repeat(8) };
};

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'what is written is read back as it was, file %i',
  (seed) => {
    const file = anyFile(seed);
    const read = readPdf(writePdf(file));
    expect(read).toEqual(file);
    expect(writePdf(read).equals(writePdf(file))).toBe(true);
  },
);

test('a file with a cross-reference table is read too, whatever the order of its objects', () => {
  const objects = ['2 0 obj\n<</Pages 3 0 R>>\nendobj\n', '1 0 obj\n<</Title (t)>>\nendobj\n'];
  const head = '%PDF-1.4\n';
  const at = [head.length + (objects[0]?.length ?? 0), head.length];
  const rows = at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const body = head + objects.join('');
  const trailer = `trailer\n<</Size 3\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  const text = `${body}xref\n0 3\n0000000000 65535 f \n${rows}${trailer}`;
  expect(readPdf(Buffer.from(text, 'latin1'))).toEqual({
    objects: new Map([
      [1, '<</Title (t)>>'],
      [2, '<</Pages 3 0 R>>'],
    ]),
    root: 2,
    info: 1,
    id: '',
  });
});

test('a stream is deflated as every reader inflates it, and keeps its other entries', () => {
  const content = 'BT /F4 8 Tf <0177> Tj ET\n'.repeat(50);
  const body = streamOf('/Length1 35152', content);
  const from = body.indexOf('stream\n') + 'stream\n'.length;
  const data = Buffer.from(body.slice(from, body.lastIndexOf('\nendstream')), 'latin1');
  expect(inflateSync(data).toString('latin1')).toBe(content);
  expect(body).toContain(`/Length ${data.length}>> stream`);
  const changed = withContent(body, (text) => text.replaceAll('0177', '0178'));
  expect(contentOf(changed)).toBe(content.replaceAll('0177', '0178'));
  expect(changed).toContain('/Length1 35152 /Filter /FlateDecode');
});

test.each(['<html>', '%PDF-1.4\n', '%PDF-1.5\nstartxref\n3\n%%EOF\n'])('%j is refused', (text) => {
  expect(() => readPdf(Buffer.from(text))).toThrow(RangeError);
});
