import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import type { PilotError } from '../../documents/pilot-error.ts';
import { tinyFont } from '../../fixtures/tiny-font.ts';
import { readFace } from './face.ts';
import { fontSet } from './font-set.ts';

const packages = createRequire(import.meta.url);
const installed = (file: string): Buffer => readFileSync(packages.resolve(file));

test('family, PostScript name, weight and characters are read from the file', () => {
  const tiny = readFace({ file: 'tiny.ttf', bytes: tinyFont('中שם', 'Two Words') });
  expect({ ...tiny, codePoints: String.fromCodePoint(...tiny.codePoints) }).toEqual({
    family: 'Two Words',
    postScript: 'TwoWords-Regular',
    weight: '400',
    format: 'truetype',
    codePoints: 'םש中',
  });
  const bytes = installed('inter-ui/web/Inter-SemiBold.woff2');
  expect(readFace({ file: 'Inter-SemiBold.woff2', bytes })).toMatchObject({
    family: 'Inter',
    postScript: 'Inter-SemiBold',
    weight: '600',
    format: 'woff2',
  });
  const variable = installed('inter-ui/variable/InterVariable.woff2');
  expect(readFace({ file: 'v.woff2', bytes: variable }).weight).toBe('1 1000');
});

const collection = Buffer.from('ttcf\0\u0001\0\0\0\0\0\u0001', 'latin1');
const woff2 = installed('inter-ui/web/Inter-Regular.woff2');
const ttf = tinyFont('中');

test.each([
  ['a text', Buffer.from('not a font at all'), 'it is no font'],
  ['nothing', Buffer.alloc(0), 'it is no font'],
  ['a collection', collection, 'it is a collection of fonts'],
  ['a cut WOFF2', woff2.subarray(0, 50_000), 'it is broken or cut short'],
  ['a WOFF2 cut in its directory', woff2.subarray(0, 60), 'it is broken or cut short'],
  ['a cut TTF', ttf.subarray(0, ttf.length - 4000), 'table is cut short|it is broken'],
  [
    'a TTF without names',
    Buffer.from(ttf.toString('latin1').replace('name', 'none'), 'latin1'),
    'PostScript name',
  ],
])('%s is no font for a report, and the error names the file', (_what, bytes, reason) => {
  const use = (): unknown => fontSet([{ file: '/fonts/brand.ttf', bytes }]);
  expect(use).toThrow(new RegExp(reason, 'u'));
  try {
    use();
  } catch (error) {
    expect((error as PilotError).code).toBe('FONT_INVALID');
    expect((error as PilotError).where).toEqual({ file: '/fonts/brand.ttf' });
  }
});

test('more fonts are asked after ours, and cover what each of their weights has', () => {
  const extra = [
    { file: 'a.ttf', bytes: tinyFont('中', 'Han') },
    { file: 'b.ttf', bytes: tinyFont('שם', 'Ivrit') },
  ];
  const set = fontSet(extra);
  expect(set.families).toBe('"Inter","More 1","More 2"');
  expect(set.allowed).toEqual([
    'Inter-Regular',
    'Inter-SemiBold',
    'IBMPlexMono-Regular',
    'Han-Regular',
    'Ivrit-Regular',
  ]);
  expect(Array.from('A中ש泵', (sign) => set.covered.has(sign.codePointAt(0) ?? 0))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(fontSet().css).not.toContain('More 1');
});
