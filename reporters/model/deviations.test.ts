import { expect, test } from 'vitest';
import { variants } from '../../fixtures/records/variants.ts';
import { deviationsOf } from './deviations.ts';

test('a run as planned has none', () => {
  const record = variants.go();
  record.tested.counts = { ...record.tested.counts, rejected: 0, duplicates: 0, unpaired: 0 };
  expect(deviationsOf(record)).toEqual([]);
});

test('moved limits, waivers and undeclared looks are said with who and why', () => {
  expect(deviationsOf(variants.amended())[0]).toMatch(
    /^Amendment: ACC-1 was frozen as "accuracy >= 92 %" and is judged by "accuracy >= 88 %" \(A\. Ferreira, product owner\): /u,
  );
  expect(deviationsOf(variants.withConditions())).toContain(
    'Waiver: ACC-2 is not a pass; waived until 2027-03-31 by A. Ferreira, looked after by R. Lindqvist.',
  );
  expect(deviationsOf(variants.thirdLook()).join(' ')).toContain('Undeclared look: Look 3 at this');
});

test('a run cut short says so, with its faults, retries and flaky steps', () => {
  const all = deviationsOf(variants.benchFault());
  expect(all).toEqual([
    'Run cut short: a fault ended it before its plan was done.',
    'Retries: pump-02 took 2 attempts at steady-state; see Devices.',
    ...all.slice(2, -2),
    'Device pump-01 did not finish (cause: bench): the supply of the hub fell away.',
    'Device pump-02 passed steady-state only when it was tried again.',
  ]);
});

test('rejected events are told once: by the finding, or by the count where none tells', () => {
  const record = variants.rehearsalGo();
  const told = deviationsOf(record).filter((each) => /broke the schema/u.test(each));
  expect(told).toEqual([record.findings[1]?.sentence]);
  record.findings = [];
  expect(deviationsOf(record)).toContain('Rejected telemetry: 2 events broke the schema.');
});
