import { expect, test } from 'vitest';
import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import { buildBusiness } from './business.ts';
import { modifiedRate } from './mirr.ts';
import { npv } from './npv.ts';
import { input, tenDevices } from './testing/cases.ts';

/** Discounted at a tenth a year. */
const simple: BusinessCase = { ...tenDevices, 'discount-rate': input(10) };

const up = (values: readonly [number, number, number], outcome = 'pass'): Criterion => {
  const [lower, estimate, upper] = values.map((value) => ({ value, unit: '%' }));
  const result = { estimate, lower, upper };
  return { id: 'UP-1', op: '>=', outcome, limit: { value: 99, unit: '%' }, result } as Criterion;
};

test('a modified rate grows what comes back and discounts what is paid', () => {
  // 100 after one period, 110 of it back after another: sqrt of 110 over 100 / 1.25.
  expect(modifiedRate([0, -100, 110], 0.25, 0.5)).toBeCloseTo(Math.sqrt(110 / 80) - 1, 12);
  expect(modifiedRate([-100, 0, 121], 0, 0)).toBeCloseTo(0.1, 12);
  for (const flows of [[], [5], [-5], [1, 2], [-1, 0], [0, 0]]) {
    expect(modifiedRate(flows, 0.1, 0.1)).toBeNull();
  }
});

test('one rate is stated with the modified one, which lies between it and the discount rate', () => {
  const made = buildBusiness(simple, []);
  expect(made).toMatchObject({ irr_status: 'unique', irr_caution: false });
  expect(made.irr_roots).toEqual([made.irr]);
  expect(made.mirr).toBeGreaterThan(0.1);
  expect(made.mirr).toBeLessThan(made.irr!);
  expect(made.discounted_first_payback_months?.base).toBe(made.discounted_payback_months?.base);
  expect(made.discounted_payback_months?.base).toBeGreaterThan(made.payback_months.base!);
});

test('a battery change near the end leaves several rates: all are named, none is the return', () => {
  const costs = { ...simple.costs, 'battery-swap': input(550) };
  const days = (value: number) => ({ value, unit: 'days' });
  const life = { estimate: days(3630), lower: days(3630), upper: days(3630) };
  const made = buildBusiness(
    { ...simple, horizon: 120, costs, 'driven-by': { 'battery-life': 'BAT-1' } },
    [{ id: 'BAT-1', op: '>=', outcome: 'pass', limit: days(1000), result: life } as Criterion],
  );
  expect(made).toMatchObject({ irr: null, irr_status: 'multiple', irr_caution: true });
  const flows = made.cash_flow.map(({ base }, i, all) => base - (all[i - 1]?.base ?? 0));
  const usual = made.irr_roots!.filter((root) => root > 0);
  expect(usual).toHaveLength(2);
  for (const root of usual) expect(npv(flows, (1 + root) ** (1 / 12) - 1)).toBeCloseTo(0, 6);
  expect(Number.isFinite(made.mirr)).toBe(true);
});

test('time down costs by the proven bound in the pessimistic case, and is not proven without a pass', () => {
  const costs = { ...simple.costs, downtime: input(2) };
  const driven = { ...simple, costs, 'driven-by': { uptime: 'UP-1' } };
  const made = buildBusiness(driven, [up([99, 99.5, 100], 'inconclusive')]);
  // Ten devices, 8766 h a year, 2 an hour.
  expect(made.running_yearly?.low).toBeCloseTo(0, 6);
  expect(made.running_yearly?.base).toBeCloseTo(10 * 8766 * 2 * 0.005, 6);
  expect(made.running_yearly?.high).toBeCloseTo(10 * 8766 * 2 * 0.01, 6);
  expect(made.not_proven.map(({ figure }) => figure)).toContain('discounted_payback_months');
  expect(made.lines.find(({ id }) => id === 'downtime')?.label).toBe('Time devices are down');
});
