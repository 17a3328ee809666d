import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Scenario } from './scenario.ts';
import type { Line } from './line.ts';

const DAYS_PER_MONTH = 365.25 / 12;

const sum = (lines: readonly Line[], scenario: Scenario): number =>
  lines.reduce((all, line) => all + line.total[scenario], 0);

/** Sum of the lines of a group in one scenario, without what is paid only at the end. */
export const sumOf = (lines: readonly Line[], group: Line['group'], scenario: Scenario): number =>
  sum(
    lines.filter((line) => line.group === group && line.when !== 'end'),
    scenario,
  );

/** How often the batteries of the fleet are changed in each month; month 1 is the first 30.4 days. */
const changesByMonth = (days: number | undefined, horizon: number): Map<number, number> => {
  const months = new Map<number, number>();
  if (days === undefined || !Number.isFinite(days)) return months;
  for (let end = days; end < horizon * DAYS_PER_MONTH; end += days) {
    const month = Math.max(1, Math.ceil(end / DAYS_PER_MONTH - 1e-9));
    months.set(month, (months.get(month) ?? 0) + 1);
  }
  return months;
};

/**
 * Cash flows of one scenario by month, the investment at t = 0. Running costs and benefits come
 * evenly; batteries are paid for in the month they are changed and the removal of the devices in the
 * last, which can undo a payback.
 */
export const cashFlow = (
  lines: readonly Line[],
  business: BusinessCase,
  scenario: Scenario,
  batteryDays: number | undefined,
): number[] => {
  const at = (when: Line['when']): Line[] => lines.filter((line) => line.when === when);
  const [evenly, changes] = [at('evenly'), changesByMonth(batteryDays, business.horizon)];
  const monthly =
    (sumOf(evenly, 'cloud', scenario) +
      sumOf(evenly, 'uptime', scenario) -
      sumOf(evenly, 'running-cost', scenario)) /
    12;
  const perYear = sum(at('changes'), scenario);
  const perChange = batteryDays === undefined ? 0 : (perYear * batteryDays) / 365.25;
  const flows = [-sum(at('start'), scenario)];
  for (let month = 1; month <= business.horizon; month += 1) {
    flows.push(monthly - (changes.get(month) ?? 0) * perChange);
  }
  flows[business.horizon]! -= sum(at('end'), scenario);
  return flows;
};
