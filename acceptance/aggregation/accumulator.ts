import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Cluster, Family } from '../families/family.ts';
import { familyOf } from '../families/index.ts';
import type { Baseline } from './baseline.ts';
import { observer, type Observe, type Surroundings } from './observe.ts';
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
}

/** All that was gathered about a metric, for the criteria that ask for it. */
export interface Gathered {
  readonly clusters: readonly Cluster<SufficientStatistic>[];
  readonly slices: readonly GatheredSlice[];
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
  readonly finish: (names: readonly ClusterName[]) => Gathered;
}

/** Criteria with one key see the same events and share their statistics. */
export const accumulatorKey = ({ metric, argument, scenario }: Criterion): string =>
  JSON.stringify([metric, argument ?? null, scenario ?? null]);

type Cells = (SufficientStatistic | undefined)[];

const named = (cells: Cells, names: readonly ClusterName[]): Cluster<SufficientStatistic>[] =>
  cells.flatMap((statistic, index) =>
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
  const observe: Observe = observer(metric, { plan, argument, baseline });
  const whole: Cells = [];
  const tags = [...new Set(criteria.flatMap(({ in_every }) => in_every))].map((tag) => ({
    tag,
    values: new Map<string, Cells>(),
    without: 0,
  }));
  const sessions = new Set<number>();
  let weakest: Origin | undefined;

  return {
    scenario,
    add: (event, around, cluster, session, origin) => {
      const observation = observe(event, around);
      if (observation === undefined) return;
      family.accumulate((whole[cluster] ??= family.empty()), observation);
      sessions.add(session);
      if (origin !== weakest) weakest = weakest === undefined ? origin : weaker(weakest, origin);
      for (const slice of tags) {
        const value = event.tags?.[slice.tag];
        if (value === undefined) {
          slice.without += 1;
          continue;
        }
        let cells = slice.values.get(value);
        if (!cells) slice.values.set(value, (cells = []));
        family.accumulate((cells[cluster] ??= family.empty()), observation);
      }
    },
    finish: (names) => ({
      clusters: named(whole, names),
      slices: tags.flatMap(({ tag, values }) =>
        [...values]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([value, cells]) => ({ tag, value, clusters: named(cells, names) })),
      ),
      sessions: sessions.size,
      origin: weakest,
      untagged: new Map(tags.map(({ tag, without }) => [tag, without])),
    }),
  };
};
