import type { BusinessCase, Input } from '../../schemas/types/business.ts';
import type { Business, Range } from '../../schemas/types/record.ts';
import type { Drivers } from './drivers.ts';
import { inWords } from './inputs.ts';
import { benefit, byScenario, cost, type ByScenario } from './scenario.ts';

type Group = Business['lines'][number]['group'];

/** One line of the case; amounts of the whole fleet by scenario, per year or once. */
export interface Line {
  readonly line: Business['lines'][number];
  readonly group: Group;
  /** Of the fleet: once for investments, else per year; costs of a year are positive. */
  readonly total: ByScenario;
}

const DAYS_PER_YEAR = 365.25;
const HOURS_PER_YEAR = 24 * DAYS_PER_YEAR;

/** Ascending range, whichever scenario holds which end. */
export const rangeOf = (values: ByScenario): Range => {
  const [low = 0, base = 0, high = 0] = Object.values(values).toSorted((a, b) => a - b);
  return { low, base, high };
};

const line = (
  group: Group,
  id: string,
  input: Input | undefined,
  per: string,
  each: ByScenario,
  total: ByScenario,
  more: { label?: string; source?: string; origin?: string | undefined } = {},
): Line => ({
  group,
  total,
  line: {
    id,
    label: more.label ?? input?.label ?? inWords(id),
    group,
    per,
    amount: rangeOf(each),
    ...(group === 'investment' ? {} : { yearly: rangeOf(total) }),
    source: more.source ?? input?.source ?? '',
    ...(more.origin === undefined ? {} : { origin: more.origin }),
  },
});

const times = (factor: number, values: ByScenario): ByScenario =>
  byScenario((name) => factor * values[name]);

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

const runningCosts = (business: BusinessCase, drivers: Drivers): Line[] => {
  const { costs, fleet, uptime } = business;
  const lines: Line[] = [];
  const days = changeDays(business, drivers);
  if (costs['battery-swap'] && days) {
    const swap = cost(costs['battery-swap']);
    const each = byScenario((name) => (swap[name] * DAYS_PER_YEAR) / days[name]);
    lines.push(
      line(
        'running-cost',
        'battery-swaps',
        costs['battery-swap'],
        'device and year',
        each,
        times(fleet, each),
        {
          label: 'Battery swaps',
          origin: drivers.origins.batteryDays,
        },
      ),
    );
  }
  if (costs.support) {
    const each = cost(costs.support);
    lines.push(
      line('running-cost', 'support', costs.support, 'device and year', each, times(fleet, each)),
    );
  }
  const visit = costs['visit-per-false-alarm'];
  if (visit && uptime && drivers.falseAlarms) {
    const price = cost(visit);
    const decisions = cost(uptime['alarm-decisions-per-device-year']);
    const each = byScenario((name) => price[name] * decisions[name] * drivers.falseAlarms![name]);
    lines.push(
      line('running-cost', 'false-alarms', visit, 'device and year', each, times(fleet, each), {
        label: 'Visits for false alarms',
        origin: drivers.origins.falseAlarms,
      }),
    );
  }
  if (costs.downtime && drivers.uptime) {
    const price = cost(costs.downtime);
    const each = byScenario((name) => price[name] * HOURS_PER_YEAR * (1 - drivers.uptime![name]));
    lines.push(
      line(
        'running-cost',
        'downtime',
        costs.downtime,
        'device and year',
        each,
        times(fleet, each),
        {
          label: 'Time devices are down',
          origin: drivers.origins.uptime,
        },
      ),
    );
  }
  return lines;
};

const cloudLines = ({ cloud, fleet }: BusinessCase): Line[] =>
  Object.entries(cloud).map(([id, input]) => {
    const kept = id === 'edge-residual';
    const each = kept ? times(-1, cost(input)) : benefit(input);
    return line('cloud', id, input, 'device and month', each, times(12 * fleet, each));
  });

/** Loss avoided by faults that are recognised beyond those found in time today. */
const uptimeLines = ({ uptime, fleet }: BusinessCase, drivers: Drivers): Line[] => {
  if (!uptime || !drivers.recall) return [];
  const { recall } = drivers;
  const faults = benefit(uptime['faults-per-device-year']);
  const avoidable = benefit(uptime['avoidable-share']);
  const loss = benefit(uptime['loss-per-missed-fault']);
  const today = cost(uptime['recall-today']);
  const each = byScenario(
    (name) => faults[name] * (recall[name] - today[name]) * avoidable[name] * loss[name],
  );
  const source = uptime['loss-per-missed-fault'];
  return [
    line('uptime', 'missed-faults', source, 'device and year', each, times(fleet, each), {
      label: 'Losses avoided by faults found in time',
      origin: drivers.origins.recall,
    }),
  ];
};

/** Every line of the case, investments first. */
export const linesOf = (business: BusinessCase, drivers: Drivers): Line[] => {
  const { costs, fleet } = business;
  const once = (id: 'device' | 'installation'): Line =>
    line('investment', id, costs[id], 'device', cost(costs[id]), times(fleet, cost(costs[id])));
  const project = costs.project
    ? [
        line(
          'investment',
          'project',
          costs.project,
          'once',
          cost(costs.project),
          cost(costs.project),
        ),
      ]
    : [];
  return [
    once('device'),
    once('installation'),
    ...project,
    ...runningCosts(business, drivers),
    ...cloudLines(business),
    ...uptimeLines(business, drivers),
  ];
};
