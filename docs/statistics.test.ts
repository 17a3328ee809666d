import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runOracle } from '../acceptance/oracle/run.ts';
import reference from '../fixtures/oracle/stats-oracle.json' with { type: 'json' };
import metricSchema from '../schemas/metric.schema.json' with { type: 'json' };

const text = readFileSync(new URL('statistics.md', import.meta.url), 'utf8');

/** Cells of the table rows that follow a heading. */
const rowsBelow = (heading: string): string[][] =>
  (text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.slice(2, -2).split(' | '));

test('the methods listed as not used, and why, are those that the reference run leaves out', () => {
  const left = runOracle(reference).flatMap((result) =>
    result.outcome === 'not used' ? [[result.method, result.why] as const] : [],
  );
  const listed = rowsBelow('Checked against other implementations').map(
    ([method = '', why = '']) => [method.replaceAll('`', ''), why] as const,
  );
  expect(new Map(listed)).toEqual(new Map(left));
});

test('every family that a metric may declare has its row', () => {
  const rows = rowsBelow('What decides each family');
  const { family: declared } = metricSchema.definitions;
  expect(new Set(rows.map(([family]) => family))).toEqual(new Set(declared.enum));
  expect(rows.every((cells) => cells.length === 4 && cells.every((cell) => cell !== ''))).toBe(
    true,
  );
});
