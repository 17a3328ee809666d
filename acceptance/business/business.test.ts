import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { validatorOf } from '../../documents/schemas.ts';
import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import { buildBusiness } from './business.ts';
import { internalRate } from './irr.ts';
import { payback } from './payback.ts';
import { input, tenDevicesWithin } from './testing/cases.ts';

/** 1000 once, 600 a year. */
const simple = tenDevicesWithin(input(80, 100, 120), input(3, 4, 5));

const criterion = (
  id: string,
  op: Criterion['op'],
  unit: string,
  [lower, estimate, upper]: readonly [number, number, number],
  outcome: Criterion['outcome'] = 'pass',
): Criterion =>
  ({
    id,
    op,
    outcome,
    origin: 'emulated',
    limit: { value: 80, unit },
    result: {
      estimate: { value: estimate, unit },
      lower: { value: lower, unit },
      upper: { value: upper, unit },
    },
  }) as Criterion;

test('investment, yearly benefit, payback, NPV, ROI and IRR of a case done by hand', () => {
  const made = buildBusiness(simple, []);
  expect(made.investment).toEqual({ low: 800, base: 1000, high: 1200 });
  expect(made.cloud_yearly).toEqual({ low: 480, base: 600, high: 720 });
  expect(made.net_yearly.base).toBe(600);
  expect(made.payback_months.base).toBeCloseTo(20, 9);
  expect(made.npv.base).toBeCloseTo(800, 9);
  expect(made.roi?.base).toBeCloseTo(0.8, 9);
  expect(made.cash_flow).toHaveLength(37);
  expect(made.cash_flow[0]).toEqual({ month: 0, low: -1200, base: -1000, high: -800 });
  // 36 payments of 50 on 1000: the monthly rate that makes them worth 1000.
  const rate = (1 + made.irr!) ** (1 / 12) - 1;
  expect((50 * (1 - (1 + rate) ** -36)) / rate).toBeCloseTo(1000, 6);
});

test('a battery change after the first payback undoes it, and the lasting one comes later', () => {
  const swapped = buildBusiness(
    {
      ...simple,
      costs: { ...simple.costs, 'battery-swap': input(40) },
      'driven-by': { 'battery-life': 'BAT-1' },
    },
    [criterion('BAT-1', '>=', 'days', [640, 640, 640])],
  );
  expect(swapped.payback_months.base).toBeCloseTo(20, 9);
  expect(swapped.lasting_payback_months.base).toBeGreaterThan(27);
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
  criterion('REC-1', '>=', '%', [80, 90, 95]),
  criterion('REC-2', '>=', '%', [60, 70, 85], 'inconclusive'),
  criterion('FPR-1', '<=', '%', [2, 5, 10]),
];

test('the bounds of recall and false alarms are carried through the scenarios', () => {
  const made = buildBusiness(uptime, measured);
  // Ten devices, half a fault a year each, 100 a fault, recall beyond the 50 % of today.
  expect(made.uptime_yearly.low).toBeCloseTo(10 * 0.5 * 0.2 * 100, 9);
  expect(made.uptime_yearly.base).toBeCloseTo(10 * 0.5 * 0.3 * 100, 9);
  expect(made.uptime_yearly.high).toBeCloseTo(10 * 0.5 * 0.4 * 100, 9);
  // Ten devices, four decisions a year, 10 a visit: the upper bound is the costly end.
  expect(made.running_yearly).toEqual({
    low: expect.closeTo(8, 9) as number,
    base: expect.closeTo(20, 9) as number,
    high: expect.closeTo(40, 9) as number,
  });
});

test('figures that rest on a criterion without a pass name it as not proven', () => {
  const made = buildBusiness(uptime, measured);
  expect(made.not_proven.every(({ criterion: id }) => id === 'REC-2')).toBe(true);
  expect(made.not_proven.map(({ figure }) => figure)).toContain('uptime_yearly');
  expect(made.not_proven.map(({ figure }) => figure)).toContain('npv');
  expect(made.not_proven.map(({ figure }) => figure)).not.toContain('running_yearly');
});

test('a driver that was not measured takes its limit, pessimistically the worst, and is not proven', () => {
  const blank = { ...measured[0]!, outcome: 'error' } as Criterion;
  delete blank.result;
  const made = buildBusiness({ ...uptime, 'driven-by': { recall: ['REC-1'] } }, [blank]);
  // Nothing recognised where 50 % are today: ten devices, half a fault a year, 100 a fault.
  expect(made.uptime_yearly.low).toBeCloseTo(-10 * 0.5 * 0.5 * 100, 9);
  expect(made.uptime_yearly.base).toBeCloseTo(10 * 0.5 * 0.3 * 100, 9);
  expect(made.not_proven.length).toBeGreaterThan(0);
});

test('a battery that is proven to last no time is changed daily, not never', () => {
  const costs = { ...simple.costs, 'battery-swap': input(40) };
  const made = buildBusiness({ ...simple, costs, 'driven-by': { 'battery-life': 'BAT-1' } }, [
    criterion('BAT-1', '>=', 'days', [0, 640, 640]),
  ]);
  expect(made.running_yearly?.high).toBeCloseTo(10 * 40 * 365.25, 6);
});

test('a rate at which the value only touches zero is one rate', () => {
  // (1 - 1.1 v)^2 and its neighbours, apart from zero by rounding alone.
  for (const scale of [1, 1e3, 1 / 3]) {
    const rate = internalRate([1, -2.2, 1.21].map((flow) => flow * scale));
    expect(rate).toMatchObject({ status: 'unique', caution: true });
    expect(rate.irr).toBeCloseTo(0.1, 6);
  }
  const near = internalRate([1, -2.2, 1.21 - 1e-15]);
  expect(near.roots.length).toBeLessThan(2);
});

test('a total that comes up to zero but for rounding has paid back', () => {
  expect(payback([-100, 110], 0.1)).toEqual({ first: 1, lasting: 1 });
  expect(payback([-100, 109.99], 0.1)).toEqual({ first: null, lasting: null });
});

test('inputs out of order and criteria that do not exist are refused', () => {
  const upside = { ...simple, costs: { ...simple.costs, device: input(100, 90, 120) } };
  expect(() => buildBusiness(upside, [])).toThrow(/costs\.device is not in order/u);
  expect(() => buildBusiness(uptime, [])).toThrow(/driven by REC-1/u);
});

test('a case that never pays says so, and has no rate of return', () => {
  const costly = { ...simple, costs: { ...simple.costs, support: input(1000) } };
  const made = buildBusiness(costly, []);
  expect(made.lasting_payback_months).toEqual({ low: null, base: null, high: null });
  expect(made.irr).toBeNull();
  expect(made.sentence).toContain('does not pay back within 36 months');
});

test('the shipped case satisfies its schema and names a source for every input', async () => {
  const file = new URL('../../fixtures/pump/business.yaml', import.meta.url);
  const business = parse(await readFile(file, 'utf8')) as BusinessCase;
  const validate = validatorOf('business');
  validate(business);
  expect(validate.errors).toBeNull();
  const made = buildBusiness({ ...business, 'driven-by': {} }, []);
  expect(made.inputs!.every(({ source }) => source.length > 10)).toBe(true);
  expect(made.fleet).toBe(400);
});
