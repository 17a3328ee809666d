import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { metricNamed } from '../metrics/index.ts';
import { accumulatorKey, createAccumulator, type Accumulator } from './accumulator.ts';
import type { AggregateSetting } from './aggregator.ts';
import { groupBy } from './group-by.ts';
import { originFrom, type Origin } from './origin.ts';

/** Accumulators that look at one scenario, or at all, and what repeats within it. */
export interface Scope {
  readonly scenario: string | undefined;
  readonly accumulators: {
    readonly key: string;
    readonly accumulator: Accumulator;
    readonly floor: Origin;
  }[];
  /** Values seen of every tag in which a criterion of the scope asks for slices. */
  readonly tagValues: Map<string, Set<string>>;
}

/**
 * The strongest origin a metric's values can have: those that rest on currents have the origin of
 * the currents, and a whole day is completed by a profile: its duty cycle, its data-sheet figures.
 */
const originFloor = (metric: MetricDeclaration, { plan, power }: AggregateSetting): Origin => {
  if (metric.daily && plan.profile) return 'modelled';
  return metric.power ? originFrom(power?.origin ?? 'hardware') : 'hardware';
};

/** One accumulator for each key of the plan's criteria, by scenario. */
export const scopesOf = (setting: AggregateSetting): Scope[] => {
  const { plan, baseline } = setting;
  const scopes = new Map<string | undefined, Scope>();
  for (const [key, criteria] of groupBy(plan.criteria, accumulatorKey)) {
    const [{ metric: name, scenario } = { metric: '', scenario: undefined }] = criteria;
    const metric = metricNamed(name);
    if (!metric || metric.from !== 'events') continue;
    const accumulator = createAccumulator(metric, criteria, plan, baseline);
    let scope = scopes.get(scenario);
    if (!scope) {
      scope = { scenario, accumulators: [], tagValues: new Map() };
      scopes.set(scenario, scope);
    }
    scope.accumulators.push({ key, accumulator, floor: originFloor(metric, setting) });
    for (const tag of criteria.flatMap(({ in_every: tags }) => tags)) {
      if (!scope.tagValues.has(tag)) scope.tagValues.set(tag, new Set());
    }
  }
  return [...scopes.values()];
};

/** Notes the values of the tags that are asked for, of an event that some metric may not count. */
export const noteTags = ({ tagValues }: Scope, { tags }: TelemetryEvent): void => {
  if (tags === undefined) return;
  tagValues.forEach((values, tag) => {
    const value = tags[tag];
    if (value !== undefined) values.add(value);
  });
};
