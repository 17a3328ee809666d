import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import schema from '../schemas/business.schema.json' with { type: 'json' };

const text = readFileSync(new URL('business-case.md', import.meta.url), 'utf8');

const keys = Object.entries(schema.properties).flatMap(([key, value]) =>
  'properties' in value ? Object.keys(value.properties).map((inner) => `${key}.${inner}`) : [key],
);

test('every key of a business file is listed, and none that there is not', () => {
  const listed = text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('`')[1]);
  expect(new Set(listed)).toEqual(new Set(keys));
  expect(listed).toHaveLength(keys.length);
});

test('every code of a bad business file is named', () => {
  const sources = ['../acceptance/business/flaws.ts', '../stages/freeze/business.ts']
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join('');
  const codes = [...sources.matchAll(/code: '([A-Z_]+)'/gu)].map(([, code]) => code!);
  expect(codes.length).toBeGreaterThan(5);
  for (const code of codes) expect(text).toContain(`\`${code}\``);
});
