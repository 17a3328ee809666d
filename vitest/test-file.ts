import { basename } from 'node:path';
import type { Located } from '../documents/yaml-document.ts';
import type { Suite } from '../schemas/types/suite.ts';
import type { SessionOptions } from './runtime.ts';
import { lineMap, type Piece } from './source-map.ts';

export interface TestFileOptions {
  /** URL of the module the tests call. */
  readonly runtime: string;
  readonly session: SessionOptions;
}

interface Statement {
  readonly path: readonly string[];
  readonly code: string;
}

const literal = (value: unknown): string =>
  // A line separator ends a line of code but not one of JSON.
  JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** Scenario whose description holds a criterion. */
const scenarioOf = ({ value }: Located<Suite>, id: string): string | undefined => {
  const criterion = value.criteria[id];
  const named = typeof criterion === 'object' ? criterion.scenario : undefined;
  const [first, ...others] = Object.keys(value.scenarios ?? {});
  return named ?? (others.length === 0 ? first : undefined);
};

const expectOf = ({ value }: Located<Suite>, id: string): string[] =>
  typeof value.criteria[id] === 'string' ? ['criteria', id] : ['criteria', id, 'expect'];

/** "ACC-1: accuracy >= 85 %". */
const titleOf = ({ value }: Located<Suite>, id: string): string => {
  const criterion = value.criteria[id]!;
  return `${id}: ${typeof criterion === 'string' ? criterion : criterion.expect}`;
};

/** `file:line:column` of what a criterion expects, or of another value. */
const placeOf = (suite: Located<Suite>, path: readonly string[]): string => {
  const { line = 1, column = 1 } = suite.at(path);
  return `${suite.file}:${line}:${column}`;
};

/** One declaration for each scenario and criterion, and one for the decision, at its own place. */
const statementsOf = (suite: Located<Suite>): { each: Statement[]; last: string } => {
  const scenarios = Object.keys(suite.value.scenarios ?? {});
  const criteria = Object.keys(suite.value.criteria);
  const once = '{ retry: 0, timeout: 0 }';
  const each = [
    {
      path: ['question'],
      code: `const decision = () => test('decision', ${once}, (at) => judged.decide(at, ${literal(placeOf(suite, ['question']))}));`,
    },
    ...scenarios.map((id, index) => ({
      path: ['scenarios', id],
      code: `const d${index} = (body) => describe(${literal(id)}, body);`,
    })),
    ...criteria.map((id, index) => ({
      path: ['criteria', id],
      code: `const c${index} = () => test(${literal(titleOf(suite, id))}, ${once}, (at) => judged.check(${literal(id)}, at, ${literal(placeOf(suite, expectOf(suite, id)))}));`,
    })),
  ];
  const calls = (scenario: string | undefined): string =>
    criteria
      .flatMap((id, index) => (scenarioOf(suite, id) === scenario ? [`c${index}();`] : []))
      .join(' ');
  const described = scenarios.flatMap((id, index) =>
    calls(id) === '' ? [] : [`d${index}(() => { ${calls(id)} });`],
  );
  const body = ['beforeAll(judged.gather, 0);', ...described, calls(undefined), 'decision();'];
  return { each, last: `describe(${literal(suite.value.suite)}, () => { ${body.join(' ')} });` };
};

/**
 * A suite as a Vitest test file. Every line of it is a line of the YAML, so that tests keep their
 * place there: in reports, for `file:line` and for a failure's code frame.
 */
export const testFileOf = (
  suite: Located<Suite>,
  { runtime, session }: TestFileOptions,
): { code: string; map: ReturnType<typeof lineMap> } => {
  const { each, last } = statementsOf(suite);
  const count = suite.text.split('\n').length;
  const code: string[] = Array.from({ length: count }, () => '');
  const pieces: Piece[][] = Array.from({ length: count }, () => []);
  const add = (line: number, original: number, text: string): void => {
    const before = code[line - 1] ?? '';
    const padded = before.padEnd(original);
    code[line - 1] = `${padded}${text}`;
    pieces[line - 1]?.push({ generated: padded.length, original });
  };
  const header = [
    `import { beforeAll, describe, test } from 'vitest';`,
    `import { openSession } from ${literal(runtime)};`,
    `const judged = openSession(${literal(session)});`,
  ].join(' ');
  add(1, 0, header);
  for (const { path, code: text } of each) {
    const { line = 1, column = 1 } = suite.atKey(path);
    add(line, column - 1, text);
  }
  add(count, code[count - 1]?.length ?? 0, last);
  return {
    code: code.join('\n'),
    map: lineMap(basename(suite.file), suite.text, pieces),
  };
};
