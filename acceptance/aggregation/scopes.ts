import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import { accumulatorKey, createAccumulator, type Accumulator } from './accumulator.ts';
import type { AggregateSetting } from './aggregator.ts';
import type { Occurrence } from './backlog.ts';
import type { Conditions } from './conditions.ts';
import { countedCriterion, countedMetric } from './counted.ts';
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
  /** Whether a set of conditions was seen, by its number. */
  readonly seen: boolean[];
}

/**
 * The strongest origin a metric's values can have: those that rest on currents have the origin of
 * the currents, and what a profile completes (its duty cycle, data-sheet figures, repair time) is
 * modelled.
 */
const originFloor = (metric: MetricDeclaration, { plan, power }: AggregateSetting): Origin => {
  if ((metric.daily || metric.derive) && plan.profile) return 'modelled';
  return metric.power ? originFrom(power?.origin ?? 'hardware') : 'hardware';
};

/** One accumulator for each key of the plan's criteria, by scenario. */
export const scopesOf = (setting: AggregateSetting, conditions: Conditions): Scope[] => {
  const { plan, baseline } = setting;
  const scopes = new Map<string | undefined, Scope>();
  for (const [key, criteria] of groupBy(plan.criteria, accumulatorKey)) {
    const [first] = criteria;
    const { scenario } = first!;
    const metric = countedMetric(first!);
    if (!metric || metric.from !== 'events') continue;
    const accumulator = createAccumulator(
      metric,
      criteria.map(countedCriterion),
      plan,
      baseline,
      conditions,
    );
    let scope = scopes.get(scenario);
    if (!scope) {
      scope = { scenario, accumulators: [], seen: [] };
      scopes.set(scenario, scope);
    }
    scope.accumulators.push({ key, accumulator, floor: originFloor(metric, setting) });
  }
  return [...scopes.values()];
};

/** Counts events where they belong to the scope. */
export const countIn = (
  { scenario, accumulators, seen }: Scope,
  occurrences: readonly Occurrence[],
): void => {
  const inScope =
    scenario === undefined
      ? occurrences
      : occurrences.filter(({ event }) => event.scenario === scenario);
  for (const { event, belongs } of inScope) {
    // Some metric may not count it, and still its conditions are there to be proven.
    if (event.kind === 'inference') seen[belongs] = true;
  }
  for (const { accumulator } of accumulators) {
    for (const occurrence of inScope) accumulator.add(occurrence);
  }
};
