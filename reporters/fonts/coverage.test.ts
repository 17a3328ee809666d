import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { codePointsOf } from './coverage.ts';
import { coveredCodePoints } from './embedded.ts';
import { printable } from './printable.ts';

const has = (points: ReadonlySet<number>, text: string): boolean[] =>
  Array.from(text, (character) => points.has(character.codePointAt(0) ?? 0));

test('the whole Inter has the signs a report needs and no Chinese', () => {
  expect(has(coveredCodePoints(), 'Az09≤≥−→µ…–·é')).not.toContain(false);
  expect(has(coveredCodePoints(), '泵م☐')).toEqual([false, false, false]);
});

test('the Latin subset of the mono font ends where it says', () => {
  const file = createRequire(import.meta.url).resolve(
    '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
  );
  const points = codePointsOf(readFileSync(file));
  expect(has(points, 'Az09é')).not.toContain(false);
  expect(has(points, 'Жω')).toEqual([false, false]);
});

test('what no font covers, and what misleads the eye, is spelled out', () => {
  const seen = new Set<string>();
  expect(printable('泵站-3 gpj.\u202Eexe\n≤', seen)).toBe('[U+6CF5 U+7AD9]-3 gpj.[U+202E]exe ≤');
  expect([...seen]).toEqual(['U+6CF5', 'U+7AD9', 'U+202E']);
  expect(printable('\ud800')).toBe('[U+D800]');
});

test.each([
  ['at שלום 12 ≥ 10 עולם-3 end', 'at <שלום> 12 ≥ 10 <עולם-3> end'],
  ['שלום 12 עולם', '<שלום 12 עולם>'],
  ['שלום ≥ 3', '<שלום> ≥ 3'],
  ['שלום, עולם (a)', '<שלום, עולם> (a)'],
  ['plain', 'plain'],
])('%s does not turn what stands around its right-to-left words', (text, wanted) => {
  const covered = new Set([
    ...coveredCodePoints(),
    ...Array.from('שלוםע', (sign) => sign.codePointAt(0) ?? 0),
  ]);
  const shown = printable(text, undefined, covered);
  expect(shown.replaceAll('\u2067', '<').replaceAll('\u2069', '>')).toBe(wanted);
});
