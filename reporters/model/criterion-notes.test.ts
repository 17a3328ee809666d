import { expect, test } from 'vitest';
import { rehearsalGo } from '../../fixtures/records/variants.ts';
import type { AcceptanceRecord, Criterion } from '../../schemas/types/record.ts';
import type { CriterionRow } from '../../schemas/types/report-model.ts';
import { buildReportModel } from './report-model.ts';

/** The row of one criterion of the example with some of its fields changed. */
const rowOf = (id: string, changes: Partial<Criterion>): CriterionRow => {
  const record = rehearsalGo();
  const criteria = record.criteria
    .filter((criterion) => criterion.id === id)
    .map((criterion) => ({ ...criterion, ...changes }));
  return buildReportModel({ ...record, criteria }).criteria[0]!;
};

const lookedAt = (changes: Partial<AcceptanceRecord>): ReturnType<typeof buildReportModel> =>
  buildReportModel({ ...rehearsalGo(), ...changes });

test.each([
  ['<=', '1200 of 1200 within 60 ms: 100.0 %, at least 99.14 %'],
  ['<', '1200 of 1200 below 60 ms: 100.0 %, at least 99.14 %'],
  ['>=', '1200 of 1200 reaching 60 ms: 100.0 %, at least 99.14 %'],
  ['>', '1200 of 1200 above 60 ms: 100.0 %, at least 99.14 %'],
] as const)('a quantile claim with %s says which events were counted', (op, share) => {
  expect(rowOf('LAT-1', { op }).share).toBe(share);
});

test('a claim about a share is not told twice: the counts alone stand beside its bound', () => {
  const { result } = rehearsalGo().criteria.find(({ id }) => id === 'ACC-1')!;
  expect(rowOf('ACC-1', { proportion: result!, k: 1120 }).share).toBe('1120 of 1200');
});

test.each([
  [undefined, null],
  [null, null],
  [0.5, null],
  [-0.9, null],
])('a serial correlation of %s is no warning', (serial_correlation, warning) => {
  const changes = serial_correlation === undefined ? {} : { serial_correlation };
  expect(rowOf('ACC-1', changes).serial).toBe(warning);
});

test('a strong serial correlation is one, with its value', () => {
  expect(rowOf('ACC-1', { serial_correlation: 0.51 }).serial).toContain('(correlation 0.51)');
});

test('the sample in one line, whatever of it is known', () => {
  expect(rowOf('ACC-1', {}).sample).toBe(
    'n 1200, effective n 348; 5 devices, 25 sessions; judged by device; correlation within a device 0.004',
  );
  expect(rowOf('MEM-1', {}).sample).toBe('n 1; no clusters');
  const clusters = { devices: 1, sessions: 1, unit: 'block' as const };
  expect(rowOf('ACC-1', { clusters, n_effective: null, icc: null }).sample).toBe(
    'n 1200; 1 device, 1 session; judged by block of events',
  );
});

test('a bare share has no unit behind it, and a complete list no bound', () => {
  const { result, limit } = rehearsalGo().criteria.find(({ id }) => id === 'ACC-1')!;
  const unit = '1';
  const bare = {
    ...result!,
    estimate: { value: 0.933, unit },
    lower: { value: 0.9051, unit },
    upper: { value: 0.96, unit },
  };
  const row = rowOf('ACC-1', { result: bare, limit: { ...limit, value: 0.88, unit } });
  expect([row.limit, row.value, row.bound]).toEqual(['≥ 0.88', '0.933', 'at least 0.905']);
  expect(rowOf('ACC-1', { population: 'complete' }).bound).toBe('complete list');
  expect(rowOf('LAT-1', { statistic: 'every' }).bound).toBe('every event counts');
});

test('where only the share is bounded, the bound is that of the share', () => {
  const { result } = rehearsalGo().criteria.find(({ id }) => id === 'LAT-1')!;
  const open = { value: null, unit: 'ms' };
  const changes = { result: { ...result!, lower: open, upper: open } };
  expect(rowOf('LAT-1', changes).bound).toBe('at least 99.14 % of events');
  expect(rowOf('MEM-3', changes).bound).toBe('every unit counts');
});

test('figures beside a verdict are in the unit of its limit, and say a common note once', () => {
  const note = 'as if events were independent';
  const figures = [
    { name: 'typical change', value: 1034, unit: 'us', note },
    { name: 'lower limit', value: -211, unit: 'us', note },
    { name: 'p', value: 3e-12, unit: '1', note },
    { name: 'dispersion', value: 1.384, unit: '1' },
    { name: 'time between', value: null, unit: 'h', note: 'none was seen' },
  ];
  expect(rowOf('LAT-1', { display: figures }).display).toEqual([
    { label: 'typical change', value: '1.03 ms' },
    { label: 'lower limit', value: '−0.21 ms' },
    { label: 'p', value: `below 0.0001 (${note})` },
    { label: 'dispersion', value: '1.38' },
    { label: 'time between', value: 'not known (none was seen)' },
  ]);
});

test('one look as declared is worth no word; what was not declared is a mark', () => {
  expect(lookedAt({ looks: { declared: 1, taken: 1, confidence: 0.95 } }).looks).toBeNull();
  const { decision } = rehearsalGo();
  const marksAt = (taken: number): string[] =>
    lookedAt({
      decision: { ...decision, undeclared_look: true },
      looks: { declared: 1, taken, confidence: 0.95 },
    }).decision.marks;
  expect(marksAt(2)).toEqual(['SECOND LOOK, NOT DECLARED']);
  expect(marksAt(17)).toEqual(['LOOK 17, NOT DECLARED']);
  expect(lookedAt({ decision: { ...decision, undeclared_look: true } }).decision.marks).toEqual([
    'FURTHER LOOK, NOT DECLARED',
  ]);
  expect(lookedAt({}).decision.marks).toEqual([]);
});
