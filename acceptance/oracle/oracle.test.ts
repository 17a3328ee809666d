import { expect, test } from 'vitest';
import reference from '../../fixtures/oracle/stats-oracle.json' with { type: 'json' };
import { differences, type OracleCase } from './case.ts';
import { methods } from './methods.ts';
import { notUsed, whyNotUsed } from './not-used.ts';

const cases = reference.cases as unknown as OracleCase[];

const used = cases.filter((oracleCase) => whyNotUsed(oracleCase, methods) === undefined);

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

test('what is not used has a reason of its own, and what is used none', () => {
  const unused = cases.filter(({ method }) => !Object.hasOwn(methods, method));
  expect(new Set(unused.map(({ method }) => method))).toEqual(new Set(Object.keys(notUsed)));
});
