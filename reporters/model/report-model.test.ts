import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { variants as records } from '../../fixtures/records/variants.ts';
import { buildReportModel } from './report-model.ts';

const schema = (name: string): object =>
  JSON.parse(
    readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'),
  ) as object;

const ajv = new Ajv({ allErrors: true, strict: false });
const isRecord = ajv.compile(schema('record'));
const isModel = ajv.compile(schema('report-model'));

test.each(Object.entries(records))(
  '%s: the record and its model keep their schemas',
  (_id, make) => {
    const record = make();
    expect([isRecord(record), isRecord.errors]).toEqual([true, null]);
    const model = buildReportModel(record, { digest: 'a'.repeat(64) });
    isModel(model);
    expect(isModel.errors).toBeNull();
    expect(JSON.stringify(buildReportModel(make(), { digest: 'a'.repeat(64) }))).toBe(
      JSON.stringify(model),
    );
  },
);

test('page one shows eight criteria, the worst first, and says what it leaves out', () => {
  const { summary } = buildReportModel(records.notEnoughEvidence());
  expect(summary.lines).toHaveLength(8);
  expect(summary.lines.map(({ outcome }) => outcome).slice(0, 7)).toEqual([
    'error',
    ...Array(5).fill('inconclusive'),
    'pass',
  ]);
  expect(summary.tally).toBe('14 criteria: 1 error, 5 inconclusive, 8 pass');
  expect(summary.more).toBe('Not shown here: 6 criteria: 6 pass; see All criteria.');
  expect(summary.lines.find(({ id }) => id === 'ACC-2')?.slices).toBe('4 of 6 conditions proven');
});

test('a failed criterion stands first, with limit, bound and n in the table of all', () => {
  const model = buildReportModel(records.noGo());
  expect(model.summary.lines[0]).toMatchObject({ id: 'LAT-1', word: 'FAIL' });
  expect(model.criteria[0]).toMatchObject({
    limit: '≤ 60 ms',
    value: '312 ms',
    n: '1200',
    origin: 'emulated',
  });
  expect(model.decision.attempt).toBe('3rd attempt; 2 earlier ones on record.');
  expect(model.decision.authorises_lead).toBe('Not authorised by this result:');
});

test('emulated and modelled evidence is announced; hardware is not', () => {
  const kinds = (record: ReturnType<typeof records.rehearsalGo>): string[] =>
    buildReportModel(record).banners.map(({ kind }) => kind);
  expect(kinds(records.rehearsalGo())).toEqual(['Emulated devices', 'Modelled power']);
  expect(kinds(records.withConditions())).toEqual([]);
  const mixed = records.withConditions();
  mixed.tested.devices[0]!.origin = 'emulated';
  expect(buildReportModel(mixed).banners[0]?.text).toMatch(/^1 of 5 devices is emulated/u);
});

test('figures driven by a criterion that is no pass are marked, and a case that never pays says so', () => {
  const [, net, payback, npv] = buildReportModel(records.notEnoughEvidence()).figures;
  expect([net?.not_proven, payback?.not_proven]).toEqual([
    'not proven: ACC-2',
    'not proven: ACC-2',
  ]);
  expect(npv?.value).toBe('EUR −139,283');
  const never = records.rehearsalGo();
  never.business!.lasting_payback_months = { low: null, base: null, high: null };
  expect(buildReportModel(never).figures[2]).toMatchObject({
    value: 'never',
    range: 'not within 60 months in any of the three scenarios',
  });
});

test('pessimistic is the worse end, whichever way a figure points', () => {
  const totals = buildReportModel(records.rehearsalGo()).business?.totals ?? [];
  const low = (label: string): string | undefined =>
    totals.find((total) => total.label === label)?.low;
  expect(low('Investment')).toBe('EUR 92,000');
  expect(low('Net benefit a year')).toBe('EUR −12,412');
  expect(low('Lasting payback')).toBe('not within 60 months');
});

test('each requirement leads to its criterion and to the digest of its evidence', () => {
  const record = records.rehearsalGo();
  const row = buildReportModel(record).traceability.find(
    ({ requirement }) => requirement === 'PRD-13',
  );
  expect(row).toMatchObject({ criterion: 'FPR-1', word: 'PASS', evidence: 'events.ndjson' });
  expect(row?.sha256).toBe(record.evidence[0]?.sha256);
});

test('a run without business, power or data is still a report', () => {
  const record = records.rehearsalGo();
  Object.assign(record, { business: null, criteria: [], evidence: [], inputs: [], findings: [] });
  record.series = { latency: [], confusion: null, conditions: [], energy: null };
  record.tested = { ...record.tested, devices: [], builds: [], scenarios: [], power: null };
  const model = buildReportModel(record);
  isModel(model);
  expect(isModel.errors).toBeNull();
  expect(model.summary.tally).toBe('0 criteria: none');
});
