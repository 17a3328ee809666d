import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Scenario } from './scenario.ts';
import type { Line } from './lines.ts';

const DAYS_PER_MONTH = 365.25 / 12;

/** Sum of the lines of a group in one scenario. */
export const sumOf = (lines: readonly Line[], group: Line['group'], scenario: Scenario): number =>
  lines.filter((line) => line.group === group).reduce((sum, line) => sum + line.total[scenario], 0);

/** Months, from 1, in which the batteries of the fleet are changed. */
const changeMonths = (days: number | undefined, horizon: number): Set<number> => {
  const months = new Set<number>();
  if (days === undefined || !Number.isFinite(days)) return months;
  for (let end = days; end < horizon * DAYS_PER_MONTH; end += days) {
    months.add(Math.max(1, Math.floor(end / DAYS_PER_MONTH)));
  }
  return months;
};

/**
 * Cash flows of one scenario by month, the investment at t = 0. Running costs and benefits come
 * evenly; batteries are paid for in the month they are changed, which can undo a payback.
 */
export const cashFlow = (
  lines: readonly Line[],
  business: BusinessCase,
  scenario: Scenario,
  batteryDays: number | undefined,
): number[] => {
  const swaps = lines.filter(({ line }) => line.id === 'battery-swaps');
  const evenly = lines.filter(({ line }) => line.id !== 'battery-swaps');
  const monthly =
    (sumOf(evenly, 'cloud', scenario) +
      sumOf(evenly, 'uptime', scenario) -
      sumOf(evenly, 'running-cost', scenario)) /
    12;
  const perYear = swaps.reduce((sum, line) => sum + line.total[scenario], 0);
  const perChange = batteryDays === undefined ? 0 : (perYear * batteryDays) / 365.25;
  const months = changeMonths(batteryDays, business.horizon);
  const flows = [-sumOf(lines, 'investment', scenario)];
  for (let month = 1; month <= business.horizon; month += 1) {
    flows.push(monthly - (months.has(month) ? perChange : 0));
  }
  return flows;
};
