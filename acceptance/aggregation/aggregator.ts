import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { createEnergyCollector } from '../energy/energy-series.ts';
import { metricNamed } from '../metrics/index.ts';
import {
  accumulatorKey,
  createAccumulator,
  type Accumulator,
  type Gathered,
} from './accumulator.ts';
import { createAnswerCollector } from './answer-series.ts';
import type { Baseline } from './baseline.ts';
import { groupBy } from './group-by.ts';
import { createLatencyCollector } from './latency-series.ts';
import { weaker, type Origin } from './origin.ts';
import { createRepetitions, createSampleMemory } from './repetitions.ts';
import { createSessionClock } from './session-clock.ts';

/** Counts over the whole run that no criterion owns. */
export interface AggregateCounts {
  readonly events: number;
  readonly inferences: number;
  /** Events whose device, session and number came before; left out everywhere. */
  readonly duplicates: number;
  /** Inferences of a sample the device had answered before; left out where answers count. */
  readonly repeatedSamples: number;
  readonly sessions: number;
  readonly deviceHours: number;
}

/** Sufficient statistics of every criterion, and the series a report draws. */
export interface Aggregate {
  /** What was gathered for a criterion of the plan. */
  readonly gatheredFor: (criterion: Plan['criteria'][number]) => Gathered | undefined;
  readonly counts: AggregateCounts;
  readonly series: AcceptanceRecord['series'];
  /** Events and sessions by device, in the order of their first event. */
  readonly devices: ReadonlyMap<string, { readonly events: number; readonly sessions: number }>;
  /** The baseline that drops were counted against, if any. */
  readonly baseline: Baseline | undefined;
}

/** What events are counted against. */
export interface AggregateSetting {
  readonly plan: Plan;
  readonly power?: Evidence['power'];
  /** Origin of events that state none; the weakest where nobody says. */
  readonly origin?: Origin;
  readonly baseline?: Baseline | undefined;
}

/** Takes events one by one and ends in their statistics. */
export interface Aggregator {
  readonly add: (event: TelemetryEvent) => void;
  readonly finish: () => Aggregate;
}

/** Accumulators that look at one scenario, or at all, and what repeats within it. */
interface Scope {
  readonly scenario: string | undefined;
  readonly isFirst: (event: TelemetryEvent) => boolean;
  readonly accumulators: { accumulator: Accumulator; floor: Origin }[];
}

/**
 * The strongest origin a metric's values can have: those that rest on currents have the origin of
 * the currents, and a whole day is completed by a profile: its duty cycle, its data-sheet figures.
 */
const originFloor = (metric: MetricDeclaration, { plan, power }: AggregateSetting): Origin => {
  if (metric.daily && plan.profile) return 'modelled';
  return metric.power ? (power?.origin ?? 'hardware') : 'hardware';
};

/** One accumulator for each key of the plan's criteria, by scenario. */
const scopesOf = (setting: AggregateSetting): [Map<string, Accumulator>, Scope[]] => {
  const { plan, baseline } = setting;
  const accumulators = new Map<string, Accumulator>();
  const scopes = new Map<string | undefined, Scope>();
  for (const [key, criteria] of groupBy(plan.criteria, accumulatorKey)) {
    const [{ metric: name, scenario } = { metric: '', scenario: undefined }] = criteria;
    const metric = metricNamed(name);
    if (!metric || metric.from !== 'events') continue;
    const accumulator = createAccumulator(metric, criteria, plan, baseline);
    accumulators.set(key, accumulator);
    let scope = scopes.get(scenario);
    if (!scope) {
      scope = { scenario, isFirst: createSampleMemory(), accumulators: [] };
      scopes.set(scenario, scope);
    }
    scope.accumulators.push({ accumulator, floor: originFloor(metric, setting) });
  }
  return [accumulators, [...scopes.values()]];
};

export const createAggregator = (setting: AggregateSetting): Aggregator => {
  const { plan, baseline } = setting;
  const [accumulators, scopes] = scopesOf(setting);
  const repetitions = createRepetitions();
  const isFirstOverall = createSampleMemory();
  const clock = createSessionClock(plan.claim);
  const latency = createLatencyCollector();
  const answers = createAnswerCollector();
  const energy = createEnergyCollector();
  let [events, inferences, duplicates, repeatedSamples] = [0, 0, 0, 0];

  return {
    add: (event) => {
      if (!repetitions.isNewEvent(event)) {
        duplicates += 1;
        return;
      }
      events += 1;
      const origin = event.origin ?? setting.origin ?? 'modelled';
      const { cluster, session, elapsedDays } = clock.advance(event);
      const isInference = event.kind === 'inference';
      const first = !isInference || isFirstOverall(event);
      if (isInference) {
        inferences += 1;
        if (first) answers.add(event);
        else repeatedSamples += 1;
        latency.add(event, cluster);
        energy.add(event, origin);
      }
      for (const { scenario, isFirst, accumulators: within } of scopes) {
        if (scenario !== undefined && scenario !== event.scenario) continue;
        // Over all scenarios a sample is first where it is first of all.
        const firstOfSample = scenario === undefined ? first : !isInference || isFirst(event);
        const around = { elapsedDays, firstOfSample };
        for (const { accumulator, floor } of within) {
          accumulator.add(event, around, cluster, session, weaker(origin, floor));
        }
      }
    },
    finish: () => {
      const names = clock.clusters();
      const finished = new Map([...accumulators].map(([key, one]) => [key, one.finish(names)]));
      return {
        gatheredFor: (criterion) => finished.get(accumulatorKey(criterion)),
        counts: {
          events,
          inferences,
          duplicates,
          repeatedSamples,
          sessions: clock.sessions(),
          deviceHours: clock.hours(),
        },
        series: {
          latency: latency.finish(plan),
          ...answers.finish(),
          energy: energy.finish(plan.profile),
        },
        devices: clock.devices(),
        baseline,
      };
    },
  };
};
