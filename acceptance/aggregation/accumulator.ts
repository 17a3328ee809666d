import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Cluster, Family, Observation } from '../families/family.ts';
import { familyOf } from '../families/index.ts';
import type { Baseline } from './baseline.ts';
import { createDistinct, type Distinct } from './distinct.ts';
import { createGapCounter, type Gaps } from './gaps.ts';
import { concernedWith, observer, type Observe, type Surroundings } from './observe.ts';
import { weaker, type Origin } from './origin.ts';

/** What a device or session is called, in the order of its first event. */
export interface ClusterName {
  readonly device: string;
  readonly session: string;
}

/** The clusters of the events with one value of a tag. */
export interface GatheredSlice {
  readonly tag: string;
  readonly value: string;
  readonly clusters: readonly Cluster<SufficientStatistic>[];
  /** Different samples among them, where the metric is about answers. */
  readonly samples: number | undefined;
}

/** All that was gathered about a metric, for the criteria that ask for it. */
export interface Gathered {
  readonly clusters: readonly Cluster<SufficientStatistic>[];
  readonly slices: readonly GatheredSlice[];
  /** Different samples among all, where the metric is about answers. */
  readonly samples: number | undefined;
  readonly gaps: Gaps;
  /** Sessions with such an event. */
  readonly sessions: number;
  /** Weakest origin of such an event; undefined without any. */
  readonly origin: Origin | undefined;
  /** Such events that lack a tag in which slices are asked for, by tag. */
  readonly untagged: ReadonlyMap<string, number>;
}

export interface Accumulator {
  /** Scenario the criteria are restricted to, if any. */
  readonly scenario: string | undefined;
  readonly add: (
    event: TelemetryEvent,
    around: Surroundings,
    cluster: number,
    session: number,
    origin: Origin,
  ) => void;
  /** An event that was left out because another one carries its number. */
  readonly conflict: (event: TelemetryEvent) => void;
  /** `values` holds every value of every tag that was seen in the scope. */
  readonly finish: (names: readonly ClusterName[], values: TagValues) => Gathered;
}

/** Values of tags, by tag. */
export type TagValues = ReadonlyMap<string, ReadonlySet<string>>;

/** Criteria with one key see the same events and share their statistics. */
export const accumulatorKey = ({ metric, argument, scenario }: Criterion): string =>
  JSON.stringify([metric, argument ?? null, scenario ?? null]);

/** Statistics by cluster, and the samples behind them. */
interface Cells {
  readonly statistics: (SufficientStatistic | undefined)[];
  readonly samples: Distinct | undefined;
}

const named = (
  { statistics }: Cells,
  names: readonly ClusterName[],
): Cluster<SufficientStatistic>[] =>
  statistics.flatMap((statistic, index) =>
    statistic === undefined ? [] : [{ ...names[index]!, statistic }],
  );

/** Statistics of one metric, per cluster, in all and per value of each tag. */
export const createAccumulator = (
  metric: MetricDeclaration,
  criteria: readonly Criterion[],
  plan: Plan,
  baseline: Baseline | undefined,
): Accumulator => {
  const [{ argument, scenario } = { argument: undefined, scenario: undefined }] = criteria;
  const family: Family<SufficientStatistic> = familyOf(metric);
  const pairing =
    metric.family === 'paired-difference'
      ? baseline?.pairing({ scenario, planned: plan.scenarios.map(({ id }) => id) })
      : undefined;
  const setting = { plan, argument, pairing };
  const observe: Observe = observer(metric, setting);
  const gaps = createGapCounter(
    metric,
    concernedWith(metric, setting),
    plan.profile?.inferences_per_day,
    pairing,
  );
  const counted = metric.outcome !== undefined && metric.family === 'proportion';
  const cells = (): Cells => ({ statistics: [], samples: counted ? createDistinct() : undefined });
  const whole = cells();
  const tags = [...new Set(criteria.flatMap(({ in_every }) => in_every))].map((tag) => ({
    tag,
    values: new Map<string, Cells>(),
    without: 0,
  }));
  const put = (
    { statistics, samples }: Cells,
    cluster: number,
    observation: Observation,
    sample: number,
  ): void => {
    family.accumulate((statistics[cluster] ??= family.empty()), observation);
    samples?.add(sample);
  };
  const sessions = new Set<number>();
  let weakest: Origin | undefined;

  return {
    scenario,
    add: (event, around, cluster, session, origin) => {
      gaps.see(event, around.sighting, cluster);
      const observation = observe(event, around);
      if (observation === undefined) return;
      put(whole, cluster, observation, around.sample);
      sessions.add(session);
      if (origin !== weakest) weakest = weakest === undefined ? origin : weaker(weakest, origin);
      for (const slice of tags) {
        const value = event.tags?.[slice.tag];
        if (value === undefined) {
          slice.without += 1;
          continue;
        }
        let own = slice.values.get(value);
        if (!own) slice.values.set(value, (own = cells()));
        put(own, cluster, observation, around.sample);
      }
    },
    conflict: gaps.conflict,
    finish: (names, seen) => ({
      clusters: named(whole, names),
      samples: whole.samples?.size(),
      slices: tags.flatMap(({ tag, values }) =>
        [...new Set([...values.keys(), ...(seen.get(tag) ?? [])])].toSorted().map((value) => {
          const own = values.get(value) ?? cells();
          return { tag, value, clusters: named(own, names), samples: own.samples?.size() };
        }),
      ),
      gaps: gaps.finish(),
      sessions: sessions.size,
      origin: weakest,
      untagged: new Map(tags.map(({ tag, without }) => [tag, without])),
    }),
  };
};
