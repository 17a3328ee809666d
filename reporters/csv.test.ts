import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { variants as records } from '../fixtures/records/variants.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import type { columns } from './csv.ts';
import { reporters } from './index.ts';
import { buildReportModel } from './model/report-model.ts';

const csv = (record: AcceptanceRecord): string =>
  reporters.csv.render(buildReportModel(record)) as string;

type Row = Readonly<Record<(typeof columns)[number], string>>;

const rows = (record: AcceptanceRecord): Row[] => parse(csv(record), { columns: true });

const numberOf = (text: string): number | null => (text === '' ? null : Number(text));

test('the header is what programs count on', () => {
  expect(csv(records.rehearsalGo()).split('\r\n')[0]).toBe(
    'id,slice,title,expect,outcome,op,limit,limit_unit,estimate,lower,upper,unit,n,n_effective,devices,sessions,origin,reporter,method,scenario,required,covers,evidence,amended',
  );
});

test.each(Object.keys(records) as (keyof typeof records)[])(
  'the numbers of %s are those of the record, each in full',
  (variant) => {
    const record = records[variant]();
    const all = rows(record);
    const criteria = all.filter(({ slice }) => slice === '');
    expect(criteria).toHaveLength(record.criteria.length);
    expect(all.length - criteria.length).toBe(
      record.criteria.reduce((sum, { slices }) => sum + slices.length, 0),
    );
    for (const [index, row] of criteria.entries()) {
      const { result, limit, clusters, ...criterion } = record.criteria[index]!;
      expect(row.outcome).toBe(criterion.outcome);
      expect([row.op, numberOf(row.limit), row.limit_unit]).toEqual([
        criterion.op,
        limit.value,
        limit.unit,
      ]);
      expect([row.estimate, row.lower, row.upper].map(numberOf)).toEqual([
        result?.estimate.value ?? null,
        result?.lower.value ?? null,
        result?.upper.value ?? null,
      ]);
      expect([row.n, row.n_effective, row.devices, row.sessions].map(numberOf)).toEqual([
        criterion.n,
        criterion.n_effective,
        clusters.devices,
        clusters.sessions,
      ]);
      expect(row.required).toBe(String(criterion.required));
    }
  },
);

test('a criterion says whether its limit was moved, and so does every condition of it', () => {
  const amended = (record: AcceptanceRecord): string[] => [
    ...new Set(rows(record).flatMap((row) => (row.amended === 'true' ? [row.id] : []))),
  ];
  const record = records.amended();
  expect(amended(record)).toEqual(['ACC-1', 'FPR-1']);
  expect(amended(records.rehearsalGo())).toEqual([]);
  expect(new Set(rows(record).map((row) => row.amended))).toEqual(new Set(['true', 'false']));
  const [change] = record.amendments;
  record.amendments = [{ ...change!, criterion: 'GONE-1', to: 'left out' }];
  expect(amended(record)).toEqual([]);
  // A setting bears on every criterion.
  record.amendments = [{ ...change!, criterion: 'confidence', from: '95 %', to: '80 %' }];
  expect(amended(record)).toEqual(record.criteria.map(({ id }) => id));
  record.amendments = [{ ...change!, criterion: 'ACC-2' }];
  expect(rows(record).filter((row) => row.amended === 'true').length).toBeGreaterThan(2);
});

test('a condition without data has no figures rather than zeros', () => {
  const empty = rows(records.notEnoughEvidence()).find(({ slice, n }) => slice !== '' && n === '0');
  expect(empty).toMatchObject({
    id: 'ACC-2',
    outcome: 'error',
    estimate: '',
    lower: '',
    upper: '',
  });
});

test('no text is a formula, a second cell or a second line', () => {
  const record = records.hostile();
  const starts = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'];
  for (const [index, start] of starts.entries()) {
    record.criteria[index]!.title = `${start}", ;\r\nnext`;
    record.criteria[index]!.covers = [start];
  }
  const all = rows(record);
  for (const row of all) {
    for (const cell of [row.id, row.slice, row.title, row.expect, row.method, row.covers]) {
      expect(cell).not.toMatch(/^[=+\-@\t\r＝]/u);
      expect(cell).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    }
  }
  expect(all[0]?.title).toBe(`'=HYPERLINK("http://x")", ;  next`);
});

test('lines end as RFC 4180 has them, and the text has no byte order mark', () => {
  const text = csv(records.rehearsalGo());
  expect(text.startsWith('id,')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
});
