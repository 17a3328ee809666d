import { expect, test } from 'vitest';
import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Business, Criterion } from '../../schemas/types/record.ts';
import { buildBusiness } from './business.ts';
import { businessFlaws } from './flaws.ts';
import { npv } from './npv.ts';
import { input, tenDevices as simple } from './testing/cases.ts';

const withCosts = (more: Partial<BusinessCase['costs']>): Business =>
  buildBusiness({ ...simple, costs: { ...simple.costs, ...more } }, []);

const flowsOf = ({ cash_flow }: Business): number[] =>
  cash_flow.map(({ base }, month) => base - (cash_flow[month - 1]?.base ?? 0));

test('training is paid once, licence, updates and operation a year, removal in the last month', () => {
  const made = withCosts({
    training: input(70),
    licence: input(6),
    updates: input(3),
    operation: input(30),
    decommissioning: input(8),
  });
  expect(made.investment.base).toBe(1000 + 70);
  expect(made.running_yearly?.base).toBe(10 * 6 + 10 * 3 + 30);
  const flows = flowsOf(made);
  expect(flows[0]).toBe(-1070);
  expect(flows[1]).toBeCloseTo(50 - 120 / 12, 9);
  expect(flows[36]).toBeCloseTo(40 - 80, 9);
  expect(made.npv.base).toBeCloseTo(-1070 + 36 * 40 - 80, 9);
  const removal = made.lines.find(({ id }) => id === 'decommissioning');
  expect(removal).toMatchObject({ group: 'running-cost', per: 'device, at the end' });
  expect(removal?.yearly).toBeUndefined();
});

test('a battery changed several times in a month is paid each time', () => {
  const made = withCosts({ 'battery-swap': input(1), 'battery-life-limit': input(10) });
  const changes = Math.ceil((36 * 365.25) / 12 / 10) - 1;
  expect(made.npv.base).toBeCloseTo(-1000 + 36 * 50 - changes * 10, 6);
});

test('a battery is paid for in the month its life ends', () => {
  const flows = (days: number): number[] =>
    flowsOf(withCosts({ 'battery-swap': input(1), 'battery-life-limit': input(days) }));
  // A month has 30.4375 days: those of 45, 90, 135 and 180 lie in months 2, 3, 5 and 6.
  expect(flows(45).slice(1, 7)).toEqual(
    [50, 40, 40, 50, 40, 40].map((one) => expect.closeTo(one, 9)),
  );
  // On the last day of each month but the last, which is the end of the horizon.
  expect(flows(365.25 / 12).slice(1)).toEqual(
    Array.from({ length: 36 }, (_, month) => expect.closeTo(month < 35 ? 40 : 50, 9)),
  );
});

const criterion = (id: string, [lower, estimate, upper]: readonly number[]): Criterion =>
  ({
    id,
    op: '>=',
    outcome: 'fail',
    limit: { value: 80, unit: '%' },
    result: {
      estimate: { value: estimate, unit: '%' },
      lower: { value: lower, unit: '%' },
      upper: { value: upper, unit: '%' },
    },
  }) as Criterion;

test('finding fewer faults than today costs, and the pessimistic case has more of them', () => {
  const made = buildBusiness(
    {
      ...simple,
      uptime: {
        'faults-per-device-year': input(0.1, 0.2, 0.4),
        'avoidable-share': input(1),
        'loss-per-missed-fault': input(100),
        'alarm-decisions-per-device-year': input(0),
        'recall-today': input(0.5),
      },
      'driven-by': { recall: ['REC-1'] },
    },
    [criterion('REC-1', [10, 30, 60])],
  );
  // Ten devices, 100 a fault: 0.4 faults x -40 points, 0.2 x -20 points, 0.4 x +10 points.
  expect(made.uptime_yearly.low).toBeCloseTo(-160, 9);
  expect(made.uptime_yearly.base).toBeCloseTo(-40, 9);
  expect(made.uptime_yearly.high).toBeCloseTo(40, 9);
  const [found, today] = made.lines.filter(({ group }) => group === 'uptime');
  expect(found?.yearly?.base).toBeCloseTo(60, 9);
  expect(today?.yearly?.base).toBeCloseTo(-100, 9);
  expect(made.sentence).toContain(
    "The devices find fewer faults in time than today's way does, which costs EUR 40 a year.",
  );
  expect(made.not_proven.map(({ figure }) => figure)).toContain('uptime_yearly');
});

test('the pessimistic discount rate is the one that costs more, also of a case that only costs', () => {
  const rates = { 'discount-rate': input(0, 5, 10) };
  const good = buildBusiness({ ...simple, ...rates }, []);
  expect(good.npv.high).toBeCloseTo(800, 9);
  const bad = buildBusiness(
    { ...simple, ...rates, costs: { ...simple.costs, support: input(120) } },
    [],
  );
  const flows = flowsOf(bad);
  expect(bad.npv.low).toBeCloseTo(npv(flows, 0), 9);
  expect(bad.npv.high).toBeCloseTo(npv(flows, 1.1 ** (1 / 12) - 1), 9);
});

test('the sentence says when the money is back, and when it is not, in the notation of the file', () => {
  expect(withCosts({}).sentence).toBe(
    'The case pays back for good after 20.0 months in the expected scenario; its net present value is EUR 800 (pessimistic 800, optimistic 800).',
  );
  const wide = { device: input(100, 100, 500) };
  expect(withCosts(wide).sentence).toMatch(
    /expected scenario, and not within 36 months in the pessimistic one; /u,
  );
  const dear = buildBusiness(
    { ...simple, locale: 'de-DE', costs: { ...simple.costs, device: input(900) } },
    [],
  );
  expect(dear.sentence).toBe(
    'The case does not pay back within 36 months, in none of the three scenarios; its net present value is −7.200 EUR (pessimistic −7.200, optimistic −7.200).',
  );
});

test('inputs that nothing multiplies are named, so that no cost is left out in silence', () => {
  const costs = {
    ...simple.costs,
    'battery-swap': input(1),
    'visit-per-false-alarm': input(1),
    downtime: input(1),
  };
  const idle = businessFlaws({ ...simple, costs }).filter(
    ({ code }) => code === 'BUSINESS_INPUT_IDLE',
  );
  expect(idle.map(({ path }) => path.join('.'))).toEqual([
    'costs.battery-swap',
    'costs.visit-per-false-alarm',
    'costs.downtime',
  ]);
});

test('a currency is read where one stands, not out of English words', () => {
  const unitOf = (unit: string): string[] =>
    businessFlaws({
      ...simple,
      costs: { ...simple.costs, training: { ...input(70), unit } },
    }).flatMap(({ code, path }) => (path[1] === 'training' ? [code] : []));
  for (const unit of ['EUR for ALL sensors', 'EUR, TOP of the range', 'EUR a TRY']) {
    expect([unit, unitOf(unit)]).toEqual([unit, []]);
  }
  expect(unitOf('TRY once')).toEqual(['BUSINESS_UNIT']);
  expect(unitOf('USD/device')).toEqual(['BUSINESS_UNIT']);
});
