import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseCriterion } from '../acceptance/criterion/parse.ts';
import { metrics } from '../acceptance/metrics/index.ts';
import suite from '../schemas/suite.schema.json' with { type: 'json' };

const text = readFileSync(new URL('criteria.md', import.meta.url), 'utf8');

/** Cells of the table rows below a heading, without their backquotes. */
const rowsBelow = (heading: string): string[][] => {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.replace(/^`(.*)`$/u, '$1')),
    );
};

const listed = rowsBelow('Metrics');

test('every metric is listed with its title, unit and family, in the order of the register', () => {
  expect(listed.map(([id, title, unit, family]) => ({ id, title, unit, family }))).toEqual(
    Object.values(metrics).map(({ id, title, unit, family }) => ({ id, title, unit, family })),
  );
});

test.each(listed.map(([id = '', , , , example = '']) => [example, id]))(
  '%s is a criterion of %s',
  (example, id) => {
    expect(parseCriterion(example).metric).toBe(id);
  },
);

test('every key of a criterion in a suite is explained', () => {
  const properties = suite.properties.criteria.additionalProperties.oneOf.flatMap((form) =>
    Object.keys('properties' in form ? form.properties : {}),
  );
  const keys = rowsBelow('What may stand beside `expect`').flatMap(([first = '']) =>
    first.split('`, `').map((key) => key.split(':')[0]),
  );
  expect(new Set(['expect', ...keys])).toEqual(new Set(properties));
});

test('what the README shows of criteria can be parsed', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const shown = [...readme.matchAll(/^ {2}[A-Z]+-\d+: (?:\{expect: ([^,}]+)(.*)\}|([^#\n]+))/gmu)];
  expect(shown.length).toBeGreaterThanOrEqual(7);
  for (const [, braced, rest = '', plain = ''] of shown) {
    const change = rest.includes('against: baseline');
    expect(() => parseCriterion((braced ?? plain).trim(), undefined, { change })).not.toThrow();
  }
});
