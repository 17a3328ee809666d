import { PilotError } from '../../documents/pilot-error.ts';
import { completed, type Difference, differences, malformed, type OracleCase } from './case.ts';
import { methods as productMethods } from './methods.ts';
import { whyNotUsed } from './not-used.ts';
import type { Method } from './case.ts';

/** What became of one case. */
export type CaseResult =
  | { readonly id: string; readonly method: string; readonly outcome: 'passed' }
  | {
      readonly id: string;
      readonly method: string;
      readonly outcome: 'not used';
      readonly why: string;
    }
  | {
      readonly id: string;
      readonly method: string;
      readonly outcome: 'failed';
      /** What was wrong before anything could be compared: the case itself, or an exception. */
      readonly problem?: string;
      readonly differences: readonly Difference[];
      readonly tolerance?: OracleCase['tolerance'];
    };

const nameOf = (value: unknown, key: 'id' | 'method'): string => {
  const named = typeof value === 'object' && value !== null && Reflect.get(value, key);
  return typeof named === 'string' && named !== '' ? named : 'without a name';
};

const runCase = (
  value: unknown,
  index: number,
  methods: Readonly<Record<string, Method>>,
): CaseResult => {
  const wrong = malformed(value);
  if (wrong !== undefined) {
    const names = { id: nameOf(value, 'id'), method: nameOf(value, 'method') };
    const problem = `case ${index + 1} of the file ${wrong}`;
    return { ...names, outcome: 'failed', problem, differences: [] };
  }
  const oracleCase = completed(value);
  const { id, method, input, params, tolerance } = oracleCase;
  const why = whyNotUsed(oracleCase, methods);
  if (why !== undefined) return { id, method, outcome: 'not used', why };
  if (!Object.hasOwn(methods, method)) {
    const problem = 'the method is neither used nor listed as not used';
    return { id, method, outcome: 'failed', problem, differences: [] };
  }
  try {
    const found = differences(oracleCase, methods[method]!(input, params));
    return found.length === 0
      ? { id, method, outcome: 'passed' }
      : { id, method, outcome: 'failed', differences: found, tolerance };
  } catch (error) {
    const problem = `threw ${error instanceof Error ? error.message : String(error)}`;
    return { id, method, outcome: 'failed', problem, differences: [], tolerance };
  }
};

/**
 * Runs every case of a reference file through the product's own functions; none stops another.
 * `document` is the parsed file. Throws ORACLE_FORMAT where it holds no cases at all.
 */
export const runOracle = (
  document: unknown,
  methods: Readonly<Record<string, Method>> = productMethods,
): CaseResult[] => {
  const cases: unknown =
    typeof document === 'object' && document !== null && Reflect.get(document, 'cases');
  if (!Array.isArray(cases) || cases.length === 0) {
    throw new PilotError({
      code: 'ORACLE_FORMAT',
      message: 'The file holds no list of cases',
      hint: 'Write {"cases": [{"id", "method", "input", "params", "expected", "tolerance"}]}.',
    });
  }
  return cases.map((value, index) => runCase(value, index, methods));
};

const written = (value: unknown): string =>
  typeof value === 'number' || value === undefined ? String(value) : JSON.stringify(value);

const failureLines = (result: Extract<CaseResult, { outcome: 'failed' }>): string[] => {
  const head = `FAILED ${result.id} (${result.method})`;
  if (result.problem !== undefined) return [`${head}: ${result.problem}`];
  const { abs = 0, rel = 0 } = result.tolerance ?? {};
  return result.differences.map(
    ({ field, got, expected }) =>
      `${head}: ${field}: got ${written(got)}, expected ${written(expected)}, tolerance ${abs} + ${rel} * |expected|`,
  );
};

const notUsedLines = (results: readonly CaseResult[]): string[] => {
  const byMethod = new Map<string, { n: number; why: string }>();
  for (const result of results) {
    if (result.outcome !== 'not used') continue;
    const { n = 0 } = byMethod.get(result.method) ?? {};
    byMethod.set(result.method, { n: n + 1, why: result.why });
  }
  return [...byMethod].map(
    ([method, { n, why }]) => `not used: ${method}, ${n} ${n === 1 ? 'case' : 'cases'}: ${why}`,
  );
};

/** Each failing case and each method that is not used, then the count of all as the last line. */
export const oracleLines = (results: readonly CaseResult[]): string[] => {
  const number = (outcome: CaseResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  return [
    ...results.flatMap((result) => (result.outcome === 'failed' ? failureLines(result) : [])),
    ...notUsedLines(results),
    `${number('passed')} passed, ${number('failed')} failed, ${number('not used')} not used`,
  ];
};
