import { expect, test } from 'vitest';
import { variants as records } from '../../fixtures/records/variants.ts';
import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { saysItsFigures } from './own-figures.ts';
import { buildReportModel } from './report-model.ts';

/** The whole example with one criterion changed. */
const changed = (
  id: string,
  change: (criterion: AcceptanceRecord['criteria'][number]) => void,
): AcceptanceRecord => {
  const record = records.rehearsalGo();
  change(record.criteria.find((one) => one.id === id)!);
  return record;
};

const sentenceOf = (record: AcceptanceRecord, id: string): string =>
  buildReportModel(record).criteria.find((row) => row.id === id)?.sentence ?? '';

test('sentences that say their figures stay as they are', () => {
  for (const record of Object.values(records).map((make) => make())) {
    const own = record.criteria.filter(saysItsFigures).map(({ id }) => id);
    const model = buildReportModel(record);
    for (const { id, sentence } of record.criteria.filter((one) => own.includes(one.id))) {
      expect(model.criteria.find((row) => row.id === id)?.sentence.slice(0, 40)).toBe(
        sentence.slice(0, 40),
      );
    }
    if (own.length === record.criteria.length) {
      expect(model.banners.map(({ kind }) => kind)).not.toContain('Edited record');
    }
  }
});

test('a value that was edited is told as it stands now, and page one says that it was', () => {
  const before = sentenceOf(records.rehearsalGo(), 'ACC-1');
  const record = changed('ACC-1', ({ result }) => {
    result!.estimate.value = 88.8;
  });
  const model = buildReportModel(record);
  expect(before).not.toContain('88.8');
  expect(sentenceOf(record, 'ACC-1')).toContain('88.8 %');
  expect(model.summary.lines.find(({ id }) => id === 'ACC-1')?.sentence ?? '88.8').toContain(
    '88.8',
  );
  expect(model.banners[0]).toMatchObject({ kind: 'Edited record' });
  expect(model.banners[0]?.text).toContain('ACC-1');
});

test('a case whose net present value was edited is told anew', () => {
  const record = records.rehearsalGo();
  record.business!.npv.base = 12_345;
  const model = buildReportModel(record);
  expect(model.business?.sentence).toContain('EUR 12,345');
  expect(model.banners[0]?.text).toContain('the business case');
});
