import { expect, test } from 'vitest';
import reference from '../../fixtures/oracle/stats-oracle.json' with { type: 'json' };
import { differences, type OracleCase } from './case.ts';
import { methods } from './methods.ts';

const cases = reference.cases as unknown as OracleCase[];

/** The product decides with type 7 alone; other definitions of a sample quantile are not used. */
const used = cases.filter(
  ({ method, params }) =>
    Object.hasOwn(methods, method) && (method !== 'quantile_hf' || params['type'] === 7),
);

test.each(used.map((oracleCase) => [oracleCase.id, oracleCase] as const))(
  'agrees with the reference: %s',
  (_, oracleCase) => {
    const result = methods[oracleCase.method]!(oracleCase.input, oracleCase.params);
    expect(differences(oracleCase, result)).toEqual([]);
  },
);

test('every method of the product has a case that can refute it', () => {
  const covered = new Set(used.map(({ method }) => method));
  expect(Object.keys(methods).filter((method) => !covered.has(method))).toEqual([]);
});
