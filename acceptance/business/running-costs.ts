import type { BusinessCase, Input } from '../../schemas/types/business.ts';
import type { Drivers } from './drivers.ts';
import { lineOf, times, type Line } from './line.ts';
import { benefit, byScenario, cost, type ByScenario } from './scenario.ts';

const DAYS_PER_YEAR = 365.25;
const HOURS_PER_YEAR = 24 * DAYS_PER_YEAR;

/** Days between battery changes: what was measured, at most what the plant allows. */
export const changeDays = (business: BusinessCase, drivers: Drivers): ByScenario | undefined => {
  const allowed = benefit(business.costs['battery-life-limit']);
  const { batteryDays } = drivers;
  if (!business.costs['battery-swap']) return undefined;
  if (!batteryDays && !business.costs['battery-life-limit']) return undefined;
  return byScenario((name) => {
    const life = batteryDays ? batteryDays[name] : Infinity;
    const cap = business.costs['battery-life-limit'] ? allowed[name] : Infinity;
    return Math.max(1, Math.min(life, cap));
  });
};

/** Costs that come again; those the pilot measured carry their bounds. */
export const runningCosts = (business: BusinessCase, drivers: Drivers): Line[] => {
  const { costs, fleet, uptime } = business;
  const { origins, falseAlarms, uptime: up } = drivers;
  const lines: Line[] = [];
  const yearly = (
    id: string,
    input: Input,
    each: ByScenario,
    more: { when?: Line['when']; label?: string; origin?: string | undefined } = {},
  ): void => {
    const total = times(fleet, each);
    const made = { id, input, each, total, per: 'device and year', when: 'evenly' } as const;
    lines.push(lineOf({ ...made, group: 'running-cost', ...more }));
  };
  const swap = costs['battery-swap'];
  const days = changeDays(business, drivers);
  if (swap && days) {
    const each = byScenario((name) => (cost(swap)[name] * DAYS_PER_YEAR) / days[name]);
    const origin = origins.batteryDays;
    yearly('battery-swaps', swap, each, { when: 'changes', label: 'Battery swaps', origin });
  }
  for (const id of ['support', 'licence', 'updates'] as const) {
    const input = costs[id];
    if (input) yearly(id, input, cost(input));
  }
  if (costs.operation) {
    const each = cost(costs.operation);
    const made = { id: 'operation', input: costs.operation, each, total: each } as const;
    lines.push(lineOf({ ...made, group: 'running-cost', when: 'evenly', per: 'year' }));
  }
  const visit = costs['visit-per-false-alarm'];
  if (visit && uptime && falseAlarms) {
    const decisions = cost(uptime['alarm-decisions-per-device-year']);
    const each = byScenario((name) => cost(visit)[name] * decisions[name] * falseAlarms[name]);
    const origin = origins.falseAlarms;
    yearly('false-alarms', visit, each, { label: 'Visits for false alarms', origin });
  }
  const { downtime } = costs;
  if (downtime && up) {
    const each = byScenario((name) => cost(downtime)[name] * HOURS_PER_YEAR * (1 - up[name]));
    yearly('downtime', downtime, each, { label: 'Time devices are down', origin: origins.uptime });
  }
  return lines;
};
