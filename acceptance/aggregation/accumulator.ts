import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Cluster, Family } from '../families/family.ts';
import { familyOf } from '../families/index.ts';
import { createSerialCorrelation } from '../statistics/serial-correlation.ts';
import type { Occurrence } from './backlog.ts';
import type { Baseline } from './baseline.ts';
import { cellsOf, type CellsHeld } from './cells.ts';
import { isByDevice, slicingsOf, type Conditions } from './conditions.ts';
import { createGapCounter, type Gaps } from './gaps.ts';
import { concernedWith, observer, type Observe } from './observe.ts';
import { weaker, type Origin } from './origin.ts';
import type { ClusterName } from './session-clock.ts';
import { createSlicedCells } from './sliced-cells.ts';
import { clustersOfSlots, devicesOfSlots, type Slots } from './slots.ts';

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
  /** Autocorrelation at lag 1 of the observed values within sessions; null where it is not known. */
  readonly serialCorrelation?: number | null;
}

/** What an accumulator is finished with. */
export interface Finish {
  readonly names: readonly ClusterName[];
  readonly slots: Slots;
  /** Whether each set of conditions was seen in the scope, whether or not the metric counts it. */
  readonly seen: readonly boolean[];
  /** Strongest origin the metric's values can have. */
  readonly floor: Origin;
}

export interface Accumulator {
  /** Scenario the criteria are restricted to, if any. */
  readonly scenario: string | undefined;
  readonly add: (occurrence: Occurrence) => void;
  /** An event that was left out because another one carries its number. */
  readonly conflict: (event: TelemetryEvent) => void;
  readonly finish: (finish: Finish) => Gathered;
}

/** Criteria with one key see the same events and share their statistics. */
export const accumulatorKey = (criterion: Criterion): string => {
  const { metric, argument, of_class: ofClass, between, scenario } = criterion;
  return JSON.stringify([metric, argument, ofClass, between, scenario].map((part) => part ?? null));
};

/** Families whose observations are measured values or counts, in the order they come in. */
const serial: ReadonlySet<MetricDeclaration['family']> = new Set([
  'quantile',
  'proportion',
  'mean',
  'total-per-device-day',
]);

/** Statistics of one metric, per cluster, in all and per condition. */
export const createAccumulator = (
  metric: MetricDeclaration,
  criteria: readonly Criterion[],
  plan: Plan,
  baseline: Baseline | undefined,
  conditions: Conditions,
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
  const counted = metric.outcome !== undefined && metric.family !== 'paired-difference';
  const cells = cellsOf(family, counted ? 'samples' : 'events');
  const asked = [...new Set(criteria.flatMap(slicingsOf))].map((name) => ({
    name,
    index: conditions.names.indexOf(name),
    oneByOne: plan.claim === 'these-devices' || isByDevice(name),
  }));
  const oneByOne = plan.claim === 'these-devices';
  /** Blocks are kept only where a claim is about devices one by one. */
  const inSlots = oneByOne || asked.some((slicing) => slicing.oneByOne);
  const sliced = createSlicedCells(
    cells,
    family.merge,
    conditions,
    asked.map(({ index }) => index),
  );
  const correlation = serial.has(metric.family) ? createSerialCorrelation() : undefined;
  const sessions = new Set<number>();
  let latest = -1;
  let weakest: Origin | undefined;

  return {
    scenario,
    add: (occurrence) => {
      const { event, cluster, slot, session, origin } = occurrence;
      gaps.see(event, occurrence.sighting, cluster);
      const observation = observe(event, occurrence);
      if (observation === undefined) return;
      sliced.put(inSlots ? slot : cluster, occurrence.belongs, observation, occurrence.sample);
      if (session !== latest) sessions.add((latest = session));
      if (origin !== weakest) weakest = weakest === undefined ? origin : weaker(weakest, origin);
      const { value } = observation;
      if (correlation && value !== undefined && Number.isFinite(value)) {
        correlation.add(session, value);
      }
    },
    conflict: gaps.conflict,
    finish: ({ names, slots, seen, floor }) => {
      const clusters = (held: CellsHeld, each: boolean): Cluster<SufficientStatistic>[] => {
        if (each) return clustersOfSlots(held, slots, family.merge);
        return inSlots
          ? devicesOfSlots(held, slots, family.merge)
          : held.statistics.map(([index, statistic]) => ({ ...names[index]!, statistic }));
      };
      const all = sliced.whole();
      const slices = asked.flatMap(({ name, index, oneByOne: each }): GatheredSlice[] => {
        const present = new Set(
          conditions.tuples.map((tuple, set) => (seen[set] ? tuple[index] : -1)),
        );
        return conditions
          .values(index)
          .map((value, condition) => ({ value, condition }))
          .filter(({ condition }) => present.has(condition) || sliced.holds(index, condition))
          .map(({ value, condition }) => {
            const held = sliced.where(index, condition);
            return { tag: name, value, clusters: clusters(held, each), samples: held.samples };
          })
          .toSorted((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
      });
      return {
        clusters: clusters(all, oneByOne),
        samples: all.samples,
        slices,
        gaps: gaps.finish(),
        sessions: sessions.size,
        origin: weakest && weaker(weakest, floor),
        untagged: new Map(asked.map(({ name, index }) => [name, sliced.without(index)])),
        serialCorrelation:
          correlation?.pooled((session) => slots.sessions[session]?.ordered === true) ?? null,
      };
    },
  };
};
