import { expect, test } from 'vitest';
import { rehearsalGo, withConditions } from '../../fixtures/records/variants.ts';
import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { buildReportModel } from './report-model.ts';

const withLife = (lower: number, upper: number): AcceptanceRecord => {
  const record = rehearsalGo();
  const life = record.series.energy!.battery_days!;
  [life.lower.value, life.upper.value] = [lower, upper];
  return record;
};

test('the bounds of a battery life are rounded away from the estimate, as in the row of its criterion', () => {
  const life = (lower: number, upper: number): string | undefined =>
    buildReportModel(withLife(lower, upper)).energy?.battery?.text;
  expect(life(364.6, 688.2)).toBe('612 days (364 to 689 days)');
  // Rounded down to whole days this would lie on its limit.
  expect(life(365.4, 688)).toBe('612 days (365.4 to 688 days)');
  const open = withLife(364.6, 688);
  open.series.energy!.battery_days!.upper.value = null;
  expect(buildReportModel(open).energy?.battery?.text).toBe('612 days (at least 364 days)');
});

test('the band of a p95 is rounded outward and stays on its side of the limit', () => {
  const band = (lower: number | null, upper: number | null): string | undefined => {
    const record = rehearsalGo();
    record.series.latency[0]!.p95_band = { lower, upper };
    return buildReportModel(record).latency[0]?.facts.find(({ label }) => label === 'p95 band')
      ?.value;
  };
  // The limit is 60 ms.
  expect(band(59_060, 60_040)).toBe('59.0 to 60.1 ms');
  expect(band(59_060, 59_960)).toBe('59.0 to 59.96 ms');
  expect(band(60_040, null)).toBe('at least 60.04 ms');
  expect(band(null, 60_000)).toBe('at most 60.0 ms');
});

test('latencies are said to be of the weakest origin there is, and never of hardware by default', () => {
  const originOf = (record: AcceptanceRecord): string | undefined =>
    buildReportModel(record).latency[0]?.origin;
  const hardware = withConditions();
  expect(originOf(hardware)).toBe('measured on hardware');
  hardware.tested.devices.at(-1)!.origin = 'emulated';
  expect(originOf(hardware)).toBe('computed on an emulated device');
  const bare = rehearsalGo();
  bare.tested.devices = [];
  bare.series.latency[0]!.limits = [];
  bare.decision.origin = 'emulated';
  expect(originOf(bare)).toBe('computed on an emulated device');
});
