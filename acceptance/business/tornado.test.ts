import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { BusinessCase, Input } from '../../schemas/types/business.ts';
import type { Criterion, Swing } from '../../schemas/types/record.ts';
import { buildBusiness } from './business.ts';
import { input, tenDevicesWithin } from './testing/cases.ts';

const simple = tenDevicesWithin(input(80, 100, 130), input(3, 4, 4.5));

const criterion = (
  id: string,
  unit: string,
  [lower, estimate, upper]: readonly [number, number, number],
): Criterion =>
  ({
    id,
    op: unit === '%' && estimate < 50 ? '<=' : '>=',
    outcome: 'pass',
    limit: { value: 1, unit },
    result: {
      estimate: { value: estimate, unit },
      lower: { value: lower, unit },
      upper: { value: upper, unit },
    },
  }) as Criterion;

const rowsOf = (business: BusinessCase, criteria: readonly Criterion[] = []): Swing[] =>
  buildBusiness(business, criteria).tornado!;

const row = (rows: readonly Swing[], id: string): Swing => rows.find((one) => one.id === id)!;

test('a case worked by hand: 36 months of 50 against 1000, every input alone', () => {
  const rows = rowsOf(simple);
  // 800 is the expected value; a device costs 10 times its price, a month of backhaul 10 x 36.
  expect(row(rows, 'cloud.backhaul')).toMatchObject({
    kind: 'input',
    measure: 'money',
    low: 3,
    base: 4,
    high: 4.5,
    npv_low: 800 - 360,
    npv_high: 800 + 180,
  });
  expect(row(rows, 'costs.device')).toMatchObject({ npv_low: 1000, npv_high: 500 });
  // Turning: 180 a device; 4 - 800/360 a month; 1 + 800/360 for what stays in the cloud.
  expect(row(rows, 'costs.device').switching).toBeCloseTo(180, 9);
  expect(row(rows, 'cloud.backhaul').switching).toBeCloseTo(4 - 800 / 360, 9);
  expect(row(rows, 'cloud.edge-residual').switching).toBeCloseTo(1 + 800 / 360, 9);
  // Nothing saved on storage can make this case worse than it is without it.
  expect(row(rows, 'cloud.storage').switching).toBeNull();
  expect(rows.map(({ id }) => id).slice(0, 2)).toEqual(['cloud.backhaul', 'costs.device']);
});

test('the discount rate turns the case at its internal rate of return', () => {
  const made = buildBusiness({ ...simple, 'discount-rate': input(5, 10, 15) }, []);
  const rate = row(made.tornado!, 'discount-rate');
  expect(rate.switching! / 100).toBeCloseTo(made.irr!, 9);
  expect(rate.npv_low).toBeGreaterThan(rate.npv_high);
});

const uptime = {
  ...simple,
  costs: { ...simple.costs, 'visit-per-false-alarm': input(10) },
  uptime: {
    'faults-per-device-year': input(0.5),
    'avoidable-share': input(1),
    'loss-per-missed-fault': input(100),
    'alarm-decisions-per-device-year': input(4),
    'recall-today': input(0.5),
  },
  'driven-by': { recall: ['REC-1', 'REC-2'], 'false-alarms': 'FPR-1' },
} satisfies BusinessCase;

const measured = [
  criterion('REC-1', '%', [80, 90, 95]),
  criterion('REC-2', '%', [60, 70, 85]),
  criterion('FPR-1', '%', [2, 5, 10]),
];

test('what was measured is moved between the bounds of its criteria', () => {
  const rows = rowsOf(uptime, measured);
  // Expected: 800 + 3 x 150 for recall - 3 x 20 for visits; recall is the mean of both criteria.
  expect(row(rows, 'measured.recall')).toMatchObject({
    kind: 'measured',
    unit: '%',
    criteria: ['REC-1', 'REC-2'],
    low: expect.closeTo(70, 9) as number,
    base: expect.closeTo(80, 9) as number,
    high: expect.closeTo(90, 9) as number,
    npv_low: expect.closeTo(1190 - 150, 6) as number,
    npv_high: expect.closeTo(1190 + 150, 6) as number,
    // A point of recall is worth 3 x 5.
    switching: expect.closeTo(80 - 1190 / 15, 6) as number,
  });
  expect(row(rows, 'measured.falseAlarms')).toMatchObject({
    npv_low: expect.closeTo(1190 + 36, 6) as number,
    npv_high: expect.closeTo(1190 - 60, 6) as number,
    switching: null,
  });
});

test('battery life turns the case where one more change falls into the horizon', () => {
  const costs = { ...simple.costs, 'battery-swap': input(90) };
  const driven = { ...simple, costs, 'driven-by': { 'battery-life': 'BAT-1' } };
  const rows = rowsOf(driven, [criterion('BAT-1', 'days', [700, 1200, 1300])]);
  const life = row(rows, 'measured.batteryDays');
  // One change of 900 eats the 800; from a life of the whole horizon on there is none.
  expect(life.npv_low).toBeCloseTo(-100, 9);
  expect(life.npv_high).toBeCloseTo(800, 9);
  expect(life.switching).toBeCloseTo((36 * 365.25) / 12, 6);
});

test('what nothing depends on has no width and no switching value', () => {
  const rows = rowsOf({ ...simple, costs: { ...simple.costs, downtime: input(1, 2, 3) } });
  expect(row(rows, 'costs.downtime')).toMatchObject({ npv_low: 800, npv_high: 800 });
  expect(row(rows, 'costs.downtime').switching).toBeNull();
});

test('rows of the shipped case: widest first, none wide without a range, zero where they turn', async () => {
  const file = new URL('../../fixtures/pump/business.yaml', import.meta.url);
  const business = parse(await readFile(file, 'utf8')) as BusinessCase;
  const driven = ['ACC-2', 'ACC-3', 'ACC-4'].map((id) => criterion(id, '%', [90, 97, 99]));
  const all = [
    ...driven,
    criterion('FPR-1', '%', [1, 3, 8]),
    criterion('BAT-1', 'days', [1500, 1600, 1700]),
  ];
  const rows = rowsOf(business, all);
  const widths = rows.map(({ npv_low, npv_high }) => Math.abs(npv_high - npv_low));
  expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  expect(rows).toHaveLength(18 + 3);
  const pinned = (id: string, value: number): BusinessCase => {
    const [section, key] = id.split('.') as ['costs', string?];
    const fixed = (one: Input): Input => ({ ...one, low: value, base: value, high: value });
    if (key === undefined)
      return { ...business, 'discount-rate': fixed(business['discount-rate']) };
    const inputs = business[section] as unknown as Record<string, Input>;
    const changed = { [section]: { ...inputs, [key]: fixed(inputs[key]!) } };
    return { ...business, ...(changed as unknown as Pick<BusinessCase, 'costs'>) };
  };
  for (const { id, kind, measure, switching } of rows) {
    if (kind === 'measured' || switching === null) continue;
    const made = buildBusiness(pinned(id, switching), all);
    const own = row(made.tornado!, id);
    expect([id, Math.abs(own.npv_high - own.npv_low)]).toEqual([id, 0]);
    // Days of a battery jump over zero: a whole change more or less.
    if (measure === 'days') continue;
    expect([id, Math.abs(made.npv.base!) < 1e-6 * made.investment.base!]).toEqual([id, true]);
  }
});
