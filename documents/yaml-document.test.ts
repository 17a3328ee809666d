import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import type { Suite } from '../schemas/types/suite.ts';
import { formatError, PilotError } from './pilot-error.ts';
import { loadDocument, parseYaml } from './yaml-document.ts';

const suite = `suite: demo
version: 1
question: May it go?
scenarios:
  steady:
    steps: [reset, infer]
criteria:
  LAT-1: p95(latency) <= 60 ms
`;

const load = async (text: string): Promise<unknown> => {
  const file = join(await scratchFolder(), 'a.suite.yaml');
  await writeFile(file, text);
  return loadDocument<Suite>(file, 'suite').catch((error: unknown) => error);
};

const failure = async (text: string): Promise<PilotError> => {
  const error = await load(text);
  if (!(error instanceof PilotError))
    throw new Error(`expected a PilotError, got ${String(error)}`);
  return error;
};

test('a valid suite loads and knows where its values stand', async () => {
  const document = (await load(suite)) as Awaited<ReturnType<typeof loadDocument<Suite>>>;
  expect(document.value.criteria['LAT-1']).toBe('p95(latency) <= 60 ms');
  expect(document.at(['criteria', 'LAT-1'], 4)).toMatchObject({ line: 8, column: 14 });
  expect(document.atKey(['criteria', 'LAT-1'])).toMatchObject({ line: 8, column: 3 });
});

test.each([
  [
    'an unknown key',
    suite.replace('question', 'qestion'),
    'SCHEMA',
    3,
    1,
    'Did you mean "question"?',
  ],
  [
    'an unknown key in a step',
    suite.replace('[reset, infer]', '[{infr: 3}]'),
    'SCHEMA',
    6,
    14,
    'Did you mean "infer"?',
  ],
  [
    'a misspelt step',
    suite.replace('[reset, infer]', '[reset, infr]'),
    'SCHEMA',
    6,
    20,
    'Did you mean "infer"?',
  ],
  [
    'a misspelt key of a criterion',
    suite.replace('p95(latency) <= 60 ms', '{expct: x}'),
    'SCHEMA',
    8,
    11,
    'Did you mean "expect"?',
  ],
  ['a duplicate id', `${suite}  LAT-1: accuracy >= 80 %\n`, 'DUPLICATE_KEY', 9, 3, 'Rename'],
  [
    'broken YAML',
    suite.replace('steps: [reset', 'steps: [reset: {'),
    'YAML_SYNTAX',
    undefined,
    undefined,
    'Mend',
  ],
  [
    'no criteria',
    suite.slice(0, suite.indexOf('  LAT-1')).replace('criteria:', 'criteria: {}'),
    'SCHEMA',
    7,
    11,
    'at least one',
  ],
  [
    'criteria left out',
    suite.slice(0, suite.indexOf('criteria')),
    'SCHEMA',
    1,
    1,
    'Add "criteria"',
  ],
])('%s is an error at its place', async (_, text, code, line, column, hint) => {
  const error = await failure(text);
  expect(error.code).toBe(code);
  if (line !== undefined) expect(error.where).toMatchObject({ line, column });
  expect(error.hint).toContain(hint);
  expect(error.exitCode).toBe(2);
  expect(formatError(error)).toMatch(/a\.suite\.yaml:\d+:\d+: /u);
});

test('a YAML bomb is refused before it swells', () => {
  const levels = Array.from({ length: 12 }, (_, i) => {
    const items = i === 0 ? 'x' : Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ');
    return `a${i}: &a${i} [${items}]`;
  });
  expect(() => parseYaml('bomb.yaml', levels.join('\n'))).toThrow(/alias/iu);
});

test('a file larger than any honest document is refused unread', async () => {
  const error = await failure(`${suite}# ${'x'.repeat(1024 * 1024)}\n`);
  expect(error.code).toBe('FILE_TOO_LARGE');
});

test('a missing file says where it was named', async () => {
  const error: unknown = await loadDocument('/nowhere/b.yaml', 'part', {
    file: 'a.yaml',
    line: 3,
    column: 2,
  }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    code: 'FILE_MISSING',
    where: { file: 'a.yaml', line: 3, column: 2 },
  });
});
