import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { protocols } from '../device-harness/protocols/index.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const text = read('protocols.md');

test('every protocol of the configuration has its row and its section, and no other', () => {
  const kinds = Object.keys(protocols);
  const sections = [...text.matchAll(/^## (\S+)$/gmu)].map(([, name]) => name);
  expect(new Set(sections)).toEqual(new Set(kinds));
  const rows = [...text.split('\n## ')[0]!.matchAll(/^\| `(?:\{kind: ')?([a-z-]+)/gmu)];
  expect(new Set(rows.map(([, name]) => name))).toEqual(new Set([...kinds, 'protocol']));
});

test('the patterns example is the file it names', () => {
  const example = text.split('```yaml\n')[1]?.split('```')[0];
  expect(example).toBe(read('../fixtures/patterns/bench-print.patterns.yaml'));
});
