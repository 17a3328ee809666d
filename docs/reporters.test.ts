import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import yargs from 'yargs';
import { reportOptions } from '../cli/options.ts';
import { columns } from '../reporters/csv.ts';
import { reporters } from '../reporters/index.ts';

const text = readFileSync(new URL('reporters.md', import.meta.url), 'utf8');

const named = (part: string): string[] => [...part.matchAll(/`([^`]+)`/gu)].map((each) => each[1]!);

test('every reporter stands in the table with its file, and no other', () => {
  const rows = [...text.matchAll(/^\| `(\w+)` \| `([^`]+)` \|/gmu)].map((row) => row.slice(1, 3));
  expect(Object.fromEntries(rows) as object).toEqual(
    Object.fromEntries(Object.entries(reporters).map(([id, { file }]) => [id, file])),
  );
});

test('the columns of criteria.csv are told in their order', () => {
  const section = text.split('## Columns of criteria.csv\n')[1]?.split('\n\n')[0] ?? '';
  expect(named(section).filter((word) => (columns as readonly string[]).includes(word))).toEqual([
    ...columns,
  ]);
});

test('the help of --reporter names them all', async () => {
  const help = await reportOptions(yargs([]), 'none').wrap(null).getHelp();
  expect(/Names: ([\w, ]+)/u.exec(help)?.[1]?.trim().split(', ')).toEqual(
    Object.keys(reporters).toSorted(),
  );
});
