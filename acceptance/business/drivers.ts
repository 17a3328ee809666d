import { PilotError } from '../../documents/pilot-error.ts';
import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Business, Criterion } from '../../schemas/types/record.ts';
import { quantityIn } from '../criterion/limit.ts';
import { byScenario, type ByScenario } from './scenario.ts';

/** What the pilot measured that the case depends on, with the bounds as scenarios. */
export interface Drivers {
  /** Share of faults recognised; undefined where no criterion drives it. */
  readonly recall: ByScenario | undefined;
  /** Share of decisions about a healthy device that raise an alarm. */
  readonly falseAlarms: ByScenario | undefined;
  readonly batteryDays: ByScenario | undefined;
  /** Share of time a device is up. */
  readonly uptime: ByScenario | undefined;
  readonly notProven: Business['not_proven'];
  /** Origin of the numbers, by driver. */
  readonly origins: Readonly<Record<Driver, string | undefined>>;
  /** Criteria that measured it, by driver. */
  readonly criteria: Readonly<Record<Driver, readonly string[]>>;
}

export type Driver = 'recall' | 'falseAlarms' | 'batteryDays' | 'uptime';

const RESULTS = [
  'net_yearly',
  'payback_months',
  'lasting_payback_months',
  'discounted_first_payback_months',
  'discounted_payback_months',
  'npv',
  'roi',
] as const;

/** Figures a driver moves. */
const figures = {
  recall: ['uptime_yearly', ...RESULTS],
  falseAlarms: ['running_yearly', ...RESULTS],
  batteryDays: ['running_yearly', ...RESULTS],
  uptime: ['running_yearly', ...RESULTS],
} as const;

const find = (criteria: readonly Criterion[], id: string): Criterion => {
  const criterion = criteria.find((candidate) => candidate.id === id);
  if (criterion) return criterion;
  throw new PilotError({
    code: 'BUSINESS_CRITERION_UNKNOWN',
    message: `The business case is driven by ${id}, which the suite does not have`,
    hint: `Name one of its criteria: ${criteria.map((one) => one.id).join(', ')}.`,
  });
};

/**
 * A criterion's result as scenarios. Where nothing was measured the limit stands in, but for the
 * pessimistic scenario, which takes the `worst` that can be; the figures are marked as not proven.
 */
const measured = (criterion: Criterion, unit: string, worst: number): ByScenario => {
  const { result, limit } = criterion;
  const worse = criterion.op.startsWith('>') ? 'lower' : 'upper';
  const better = worse === 'lower' ? 'upper' : 'lower';
  const fallback = limit.value ?? 0;
  const expected = result?.estimate.value ?? fallback;
  const inUnit = (value: number): number => quantityIn({ value, unit: limit.unit }, unit);
  const proven = result?.[worse].value ?? null;
  const values = {
    pessimistic: proven === null ? worst : inUnit(proven),
    expected: inUnit(expected),
    optimistic: inUnit(result?.[better].value ?? expected),
  };
  return byScenario((name) => values[name]);
};

const mean = (all: readonly ByScenario[]): ByScenario =>
  byScenario((name) => all.reduce((sum, one) => sum + one[name], 0) / all.length);

const asShare = (percent: ByScenario): ByScenario => byScenario((name) => percent[name] / 100);

/** Reads the drivers of a case from the judged criteria. Throws BUSINESS_CRITERION_UNKNOWN. */
export const driversOf = (
  { 'driven-by': drivenBy = {} }: BusinessCase,
  criteria: readonly Criterion[],
): Drivers => {
  const recall = (drivenBy.recall ?? []).map((id) => find(criteria, id));
  const alarms = drivenBy['false-alarms'] ? [find(criteria, drivenBy['false-alarms'])] : [];
  const battery = drivenBy['battery-life'] ? [find(criteria, drivenBy['battery-life'])] : [];
  const up = drivenBy.uptime ? [find(criteria, drivenBy.uptime)] : [];
  const driving = { recall, falseAlarms: alarms, batteryDays: battery, uptime: up };
  const notProven = Object.entries(driving).flatMap(([driver, list]) =>
    list
      .filter(({ outcome }) => outcome !== 'pass')
      .flatMap(({ id }) =>
        figures[driver as keyof typeof figures].map((figure) => ({ figure, criterion: id })),
      ),
  );
  return {
    recall:
      recall.length > 0 ? asShare(mean(recall.map((one) => measured(one, '%', 0)))) : undefined,
    falseAlarms: alarms[0] && asShare(measured(alarms[0], '%', 100)),
    batteryDays: battery[0] && measured(battery[0], 'days', 0),
    uptime: up[0] && asShare(measured(up[0], '%', 0)),
    notProven,
    origins: {
      recall: recall[0]?.origin,
      falseAlarms: alarms[0]?.origin,
      batteryDays: battery[0]?.origin,
      uptime: up[0]?.origin,
    },
    criteria: {
      recall: recall.map(({ id }) => id),
      falseAlarms: alarms.map(({ id }) => id),
      batteryDays: battery.map(({ id }) => id),
      uptime: up.map(({ id }) => id),
    },
  };
};
