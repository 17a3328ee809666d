import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { longOf } from '../../fixtures/records/long.ts';
import { variants } from '../../fixtures/records/variants.ts';
import { criterionGroups, groupIdOf } from './criterion-groups.ts';
import { buildReportModel } from './report-model.ts';

test('groups stand in the order of the suite, each with its worst verdict and its tally', () => {
  expect(
    criterionGroups(variants.noGo()).map(({ id, outcome, tally }) => [id, outcome, tally]),
  ).toEqual([
    ['latency', 'fail', '1 fail, 1 pass'],
    ['accuracy', 'pass', '4 pass'],
    ['comparison', 'pass', '1 pass'],
    ['energy', 'fail', '1 fail, 2 pass'],
    ['data', 'pass', '1 pass'],
    ['memory', 'pass', '3 pass'],
  ]);
  expect(criterionGroups(variants.noGo())[3]?.criteria[0]).toBe('ENE-1');
});

test('every criterion is in exactly the group it names', () => {
  const model = buildReportModel(longOf(variants.rehearsalGo()));
  const grouped = model.groups.flatMap(({ id, criteria }) => criteria.map((each) => [each, id]));
  expect(grouped).toHaveLength(300);
  expect(new Map(grouped as [string, string][])).toEqual(
    new Map(model.criteria.map(({ id, group }) => [id, group])),
  );
});

test('no metric of the product is about nothing known', () => {
  const base = variants.rehearsalGo().criteria[0]!;
  const metrics = readdirSync(new URL('../../acceptance/metrics/', import.meta.url))
    .filter((file) => file.endsWith('.ts') && !/test|index|drop/u.test(file))
    .map((file) => file.slice(0, -'.ts'.length));
  expect(metrics.length).toBeGreaterThan(30);
  const lost = metrics.filter(
    (metric) => groupIdOf({ ...base, metric, family: 'mean' }) === 'other',
  );
  expect(lost).toEqual([]);
});
