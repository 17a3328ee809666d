import { expect, test } from 'vitest';
import { oracleLines, runOracle } from './run.ts';

const one = {
  id: 'a-1',
  method: 'a',
  input: { x: [1, 2] },
  params: {},
  expected: { y: 2 },
  tolerance: { rel: 1e-9, abs: 0 },
};
const got = (y: unknown): { a: () => Record<string, unknown> } => ({ a: () => ({ y, more: 1 }) });
const outcomeOf = (expected: unknown, y: unknown, tolerance: object = one.tolerance): string =>
  runOracle({ cases: [{ ...one, expected: { y: expected }, tolerance }] }, got(y))[0]!.outcome;

test.each([
  [2, 2, 'passed'],
  [2, 2 + 1e-9, 'passed'],
  [-2, -2 - 1e-9, 'passed'],
  [2, 2 + 1e-8, 'failed'],
  [0, 1e-300, 'failed'],
  [0, -0, 'passed'],
  [2, '2', 'failed'],
  [2, null, 'failed'],
  [2, Number.NaN, 'failed'],
  [1e300, Infinity, 'failed'],
  [null, null, 'passed'],
  [null, undefined, 'failed'],
  [null, Number.NaN, 'failed'],
  [null, 0, 'failed'],
  [null, Infinity, 'failed'],
  ['PASS', 'PASS', 'passed'],
  ['PASS', 'pass', 'failed'],
  [true, 1, 'failed'],
  [[1, null], [1, null], 'passed'],
  [[1, null], [1, Number.NaN], 'failed'],
  [[1], [1, 2], 'failed'],
  [[], [], 'passed'],
  [[1], 1, 'failed'],
  [{ z: [1] }, { z: [1], w: 2 }, 'passed'],
  [{ z: [1] }, { z: [2] }, 'failed'],
  [{ z: null }, null, 'failed'],
])('expected %j, got %j: %s', (expected, y, outcome) => {
  expect(outcomeOf(expected, y)).toBe(outcome);
});

test('the tolerance is absolute plus relative', () => {
  expect(outcomeOf(10, 10.2, { abs: 0.1, rel: 0.01 })).toBe('passed');
  expect(outcomeOf(10, 10.21, { abs: 0.1, rel: 0.01 })).toBe('failed');
  expect(outcomeOf(10, 10, {})).toBe('passed');
});

test('a method that throws, or returns nothing, is a failed case and stops no other', () => {
  const cases = [{ ...one, method: 'throws' }, { ...one, method: 'nothing' }, one];
  const lines = oracleLines(
    runOracle(
      { cases },
      {
        ...got(2),
        throws: () => {
          throw new RangeError('no root');
        },
        nothing: () => undefined as unknown as Record<string, unknown>,
      },
    ),
  );
  expect(lines[0]).toBe('FAILED a-1 (throws): threw no root');
  expect(lines.at(-1)).toBe('1 passed, 2 failed, 0 not used');
});

test.each([
  [null, 'is not an object'],
  [7, 'is not an object'],
  [{ ...one, id: undefined }, 'has no id'],
  [{ ...one, method: 3 }, 'names no method'],
  [{ ...one, input: [1] }, 'input'],
  [{ ...one, expected: {} }, 'expects nothing'],
  [{ ...one, expected: undefined }, 'expects nothing'],
  [{ ...one, tolerance: undefined }, 'has no tolerance'],
  [{ ...one, tolerance: { rel: '1e-9' } }, 'not two numbers'],
  [{ ...one, tolerance: { rel: -1 } }, 'not two numbers'],
])('a case that cannot be one fails: %j', (broken, why) => {
  const lines = oracleLines(runOracle({ cases: [one, broken] }, got(2)));
  expect(lines[0]).toContain('case 2 of the file ');
  expect(lines[0]).toContain(why);
  expect(lines.at(-1)).toBe('1 passed, 1 failed, 0 not used');
});

test('a method listed as not used is not used; an unknown one fails, also by the name of a built-in', () => {
  const cases = [
    { ...one, method: 'fisher_exact' },
    { ...one, method: 'fisher_exact' },
    { ...one, method: 'constructor' },
    { ...one, method: 'b' },
  ];
  const lines = oracleLines(runOracle({ cases }, got(2)));
  expect(lines[0]).toMatch(/^FAILED a-1 \(constructor\): the method is neither /u);
  expect(lines[1]).toMatch(/^FAILED a-1 \(b\): /u);
  expect(lines[2]).toMatch(/^not used: fisher_exact, 2 cases: /u);
  expect(lines.at(-1)).toBe('0 passed, 2 failed, 2 not used');
});

test.each([
  [{ input: { x: [1, 'NaN'] } }, 'failed'],
  [{ input: { x: [1, '-Infinity'] } }, 'failed'],
  [{ input: { x: [[{ y: '2.5e-3' }]] } }, 'failed'],
  [{ params: { conf: '0.95' } }, 'failed'],
  [{ params: { alternative: 'two-sided' } }, 'passed'],
  [{ params: { side: '' } }, 'passed'],
])('a number written as text fails, a word does not: %j', (changed, outcome) => {
  expect(runOracle({ cases: [{ ...one, ...changed }] }, got(2))[0]!.outcome).toBe(outcome);
});

test('each failing field is told with what came, what was expected and the tolerance', () => {
  const lines = oracleLines(runOracle({ cases: [one] }, got(Number.NaN)));
  expect(lines).toEqual([
    'FAILED a-1 (a): y: got NaN, expected 2, tolerance 0 + 1e-9 * |expected|',
    '0 passed, 1 failed, 0 not used',
  ]);
});

test.each([[null], [[]], [{}], [{ cases: {} }], [{ cases: [] }], ['text']])(
  'a document without cases is refused: %j',
  (document) => {
    expect(() => runOracle(document)).toThrow('no list of cases');
  },
);
