import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../cli/commands/index.ts';

const text = readFileSync(new URL('architecture.md', import.meta.url), 'utf8');

test('every command stands in the table, and no other', () => {
  const table = text.split('## Commands\n')[1]?.split('\n## ')[0] ?? '';
  const named = [...table.matchAll(/`pilot ([a-z]+)/gu)].map(([, name]) => name);
  const real = commands.map(({ command }) => command.split(' ')[0]);
  expect(new Set(named)).toEqual(new Set(real));
});

test('the row of acceptance/ names its folders', () => {
  const row = text.split('\n').find((line) => line.includes('| `acceptance/` |')) ?? '';
  const folders = readdirSync(new URL('../acceptance/', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'oracle')
    .map(({ name }) => name);
  expect(folders.filter((name) => !row.includes(`\`${name}/\``))).toEqual([]);
});
