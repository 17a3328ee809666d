import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Business, Criterion, Range } from '../../schemas/types/record.ts';
import { cashFlow, sumOf } from './cash-flow.ts';
import { driversOf } from './drivers.ts';
import { inputsOf } from './inputs.ts';
import { internalRate } from './irr.ts';
import { modifiedRate } from './mirr.ts';
import { rangeOf, type Line } from './line.ts';
import { linesOf } from './lines.ts';
import { monthlyRate, npv } from './npv.ts';
import { payback } from './payback.ts';
import { changeDays } from './running-costs.ts';
import { byScenario, scenarios, type ByScenario, type Scenario } from './scenario.ts';
import { tell } from './sentence.ts';
import { tornado } from './tornado.ts';

/** Pessimistic as low, optimistic as high: months keep that order though fewer are better. */
const asScenarios = (of: (scenario: Scenario) => number | null): Range => ({
  low: of('pessimistic'),
  base: of('expected'),
  high: of('optimistic'),
});

const runningTotal = (flows: readonly number[]): number[] => {
  let total = 0;
  return flows.map((flow) => (total += flow));
};

/** Yearly rate that a monthly one compounds to; null for what no number can hold. */
const compounded = (monthly: number | null): number | null => {
  const rate = monthly === null ? Number.NaN : (1 + monthly) ** 12 - 1;
  return Number.isFinite(rate) ? rate : null;
};

/** Rates of return of monthly flows, a year; the modified one is financed and reinvested at `rate`. */
const returnsOf = (
  flows: readonly number[],
  rate: number,
): Pick<Business, 'irr' | 'irr_status' | 'irr_roots' | 'irr_caution' | 'mirr'> => {
  const { irr, status, roots, caution } = internalRate(flows);
  return {
    irr: compounded(irr),
    irr_status: status,
    irr_roots: roots.map(compounded).filter((root) => root !== null),
    irr_caution: caution,
    mirr: compounded(modifiedRate(flows, rate, rate)),
  };
};

const yearly = (lines: readonly Line[], group: Line['group']): ByScenario =>
  byScenario((name) => sumOf(lines, group, name));

/**
 * Monthly discount rates. Which end of a range is the costly one depends on the flows: a high rate
 * shrinks what comes back, but of a case that only costs it shrinks the costs.
 */
const ratesOf = (
  { 'discount-rate': { low, base, high } }: BusinessCase,
  flows: Readonly<Record<Scenario, number[]>>,
): ByScenario => {
  const ends = (name: Scenario): number[] =>
    [low, high]
      .map((rate) => monthlyRate(rate / 100))
      .toSorted((a, b) => npv(flows[name], a) - npv(flows[name], b));
  return {
    pessimistic: ends('pessimistic')[0]!,
    expected: monthlyRate(base / 100),
    optimistic: ends('optimistic')[1]!,
  };
};

/**
 * The business case with the criteria's bounds carried through it: the pessimistic scenario takes
 * the costly end of every input and the proven bound of every measured driver. Throws
 * BUSINESS_RANGE or BUSINESS_CRITERION_UNKNOWN.
 */
export const buildBusiness = (business: BusinessCase, criteria: readonly Criterion[]): Business => {
  const inputs = inputsOf(business);
  const drivers = driversOf(business, criteria);
  const lines = linesOf(business, drivers);
  const days = changeDays(business, drivers);
  const flows = Object.fromEntries(
    scenarios.map((name) => [name, cashFlow(lines, business, name, days?.[name])]),
  ) as Record<Scenario, number[]>;
  const monthly = ratesOf(business, flows);
  const value = byScenario((name) => npv(flows[name], monthly[name]));
  const investment = yearly(lines, 'investment');
  const [cloud, uptime] = [yearly(lines, 'cloud'), yearly(lines, 'uptime')];
  const running = yearly(lines, 'running-cost');
  const net = byScenario((name) => cloud[name] + uptime[name] - running[name]);
  const first = asScenarios((name) => payback(flows[name]).first);
  const lasting = asScenarios((name) => payback(flows[name]).lasting);
  const totals = Object.fromEntries(
    scenarios.map((name) => [name, runningTotal(flows[name])]),
  ) as Record<Scenario, number[]>;
  return {
    currency: business.currency,
    ...(business.locale === undefined ? {} : { locale: business.locale }),
    horizon_months: business.horizon,
    discount_rate: business['discount-rate'].base / 100,
    fleet: business.fleet,
    lines: lines.map((one) => one.line),
    inputs,
    investment: rangeOf(investment),
    net_yearly: rangeOf(net),
    cloud_yearly: rangeOf(cloud),
    uptime_yearly: rangeOf(uptime),
    running_yearly: rangeOf(running),
    payback_months: first,
    lasting_payback_months: lasting,
    discounted_first_payback_months: asScenarios(
      (name) => payback(flows[name], monthly[name]).first,
    ),
    discounted_payback_months: asScenarios((name) => payback(flows[name], monthly[name]).lasting),
    npv: rangeOf(value),
    roi: asScenarios((name) =>
      investment[name] > 0 ? totals[name].at(-1)! / investment[name] : null,
    ),
    ...returnsOf(flows.expected, monthly.expected),
    cash_flow: totals.expected.map((base, month) => ({
      month,
      low: totals.pessimistic[month]!,
      base,
      high: totals.optimistic[month]!,
    })),
    not_proven: drivers.notProven,
    sentence: tell(business, { npv: value, first, lasting, net, uptime }),
    tornado: tornado(business, drivers, inputs),
  };
};
