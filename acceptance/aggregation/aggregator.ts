import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { createEnergyCollector } from '../energy/energy-series.ts';
import { accumulatorKey, type Gathered } from './accumulator.ts';
import { createAnswerCollector } from './answer-series.ts';
import { createBacklog } from './backlog.ts';
import type { Baseline } from './baseline.ts';
import { createClockWatch, type ClockDisagreement } from './clock-watch.ts';
import { createConditions, slicingsOf } from './conditions.ts';
import { answerDigest } from './digest.ts';
import { createLatencyCollector } from './latency-series.ts';
import { originFrom, type Origin } from './origin.ts';
import type { PairCollector } from './paired-answers.ts';
import { createPopulationWatch } from './population.ts';
import { createRepetitions } from './repetitions.ts';
import { createNumbering, createSampleMemory, type Numbering } from './samples.ts';
import { countIn, scopesOf } from './scopes.ts';
import { createSessionClock, type DeviceCounts, type Silence } from './session-clock.ts';

/** Counts over the whole run that no criterion owns. */
export interface AggregateCounts {
  readonly events: number;
  readonly inferences: number;
  /** Events that came before, device, session, number and content; left out everywhere. */
  readonly duplicates: number;
  /** Different events under a device, session and number that was taken; left out everywhere. */
  readonly conflicts: number;
  /** Events of scenarios the plan does not name, by scenario; left out everywhere. */
  readonly strays: ReadonlyMap<string, number>;
  /** Inferences of a sample the device had answered before; left out where answers count. */
  readonly repeatedSamples: number;
  readonly sessions: number;
  readonly deviceHours: number;
  /** Sequence numbers within sessions under which no event came. */
  readonly lost: number;
  readonly longestSilence: Silence | undefined;
}

/** What a baseline's events come to, for the criteria that ask how much changed. */
export interface BaselineAggregate {
  readonly gatheredFor: Aggregate['gatheredFor'];
  readonly pairsFor: PairCollector['pairsFor'];
  readonly builds: Evidence['builds'];
}

/** Sufficient statistics of every criterion, and the series a report draws. */
export interface Aggregate {
  /** Where a criterion asks for a change against the baseline. */
  readonly baseline?: BaselineAggregate;
  /** What was gathered for a criterion of the plan. */
  readonly gatheredFor: (criterion: Plan['criteria'][number]) => Gathered | undefined;
  /** Why the events are not exactly the complete population a criterion is about, if they are not. */
  readonly populationGap: (criterion: Plan['criteria'][number]) => string | undefined;
  readonly counts: AggregateCounts;
  readonly series: AcceptanceRecord['series'];
  /** Devices whose times are not what host or marker pin saw. */
  readonly clocks: readonly ClockDisagreement[];
  /** Events and sessions by device, in the order of their first event. */
  readonly devices: ReadonlyMap<string, DeviceCounts>;
}

/** What events are counted against. */
export interface AggregateSetting {
  readonly plan: Plan;
  readonly power?: Evidence['power'];
  /** Origin of events that state none; the weakest where nobody says. */
  readonly origin?: Origin;
  readonly baseline?: Baseline | undefined;
  /** The numbering the baseline was read with, if there is one. */
  readonly numbering?: Numbering;
}

/** Takes events one by one and ends in their statistics. */
export interface Aggregator {
  /** False for an event that counts nowhere: it came before, or is of a scenario not planned. */
  readonly add: (event: TelemetryEvent) => boolean;
  readonly finish: () => Aggregate;
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((all, n) => all + n, 0);

export const createAggregator = (setting: AggregateSetting): Aggregator => {
  const { plan } = setting;
  const slicings = new Set(plan.criteria.flatMap(slicingsOf));
  const conditions = createConditions([...slicings]);
  const scopes = scopesOf(setting, conditions);
  const planned = new Set(plan.scenarios.map(({ id }) => id));
  const unstated = originFrom(setting.origin ?? 'modelled');
  const repetitions = createRepetitions();
  const sightingOf = createSampleMemory();
  const numberOf = setting.numbering ?? createNumbering();
  const clock = createSessionClock(plan.claim);
  const latency = createLatencyCollector();
  const answers = createAnswerCollector();
  const population = createPopulationWatch(plan);
  const energy = createEnergyCollector();
  const clocks = createClockWatch();
  const backlog = createBacklog((waiting) => {
    for (const scope of scopes) countIn(scope, waiting);
  });
  const strays = new Map<string, number>();
  let [events, inferences, duplicates, conflicts, repeatedSamples] = [0, 0, 0, 0, 0];

  /** False for an event that counts nowhere. */
  const counts = (event: TelemetryEvent, answer: number, sample: number): boolean => {
    const { scenario } = event;
    if (scenario !== undefined && planned.size > 0 && !planned.has(scenario)) {
      strays.set(scenario, (strays.get(scenario) ?? 0) + 1);
      return false;
    }
    const repetition = repetitions.check(event, answer, sample);
    if (repetition === 'repeated') duplicates += 1;
    if (repetition !== 'conflicting') return repetition === 'new';
    conflicts += 1;
    for (const scope of scopes) {
      if (scope.scenario !== undefined && scope.scenario !== scenario) continue;
      for (const { accumulator } of scope.accumulators) accumulator.conflict(event);
    }
    return false;
  };

  return {
    add: (event) => {
      const answer = answerDigest(event);
      const sample = event.sample === undefined ? -1 : numberOf(event.sample);
      if (!counts(event, answer, sample)) return false;
      events += 1;
      const origin = event.origin === undefined ? unstated : originFrom(event.origin);
      const place = clock.advance(event);
      clocks.see(event);
      const isInference = event.kind === 'inference';
      const sighting = isInference ? sightingOf(event, sample, answer) : 'first';
      if (isInference) {
        inferences += 1;
        if (sighting === 'first') answers.add(event);
        else repeatedSamples += 1;
        latency.add(event, place.cluster);
        energy.add(event, origin);
        population.see(event);
      }
      const { cluster, session, slot, elapsedDays } = place;
      const belongs = conditions.of(event);
      backlog.keep({
        event,
        cluster,
        session,
        slot,
        elapsedDays,
        sighting,
        sample,
        belongs,
        origin,
      });
      return true;
    },
    finish: () => {
      backlog.clear();
      const names = clock.clusters();
      const finished = new Map<string, Gathered>();
      const slots = clock.slots();
      for (const { accumulators, seen } of scopes) {
        for (const { key, accumulator, floor } of accumulators) {
          finished.set(key, accumulator.finish({ names, slots, seen, floor }));
        }
      }
      return {
        gatheredFor: (criterion) => finished.get(accumulatorKey(criterion)),
        populationGap: population.gapOf,
        counts: {
          events,
          inferences,
          duplicates,
          conflicts,
          strays,
          repeatedSamples,
          sessions: clock.sessions(),
          deviceHours: clock.hours(),
          lost: Math.max(0, clock.lost() - sum(strays.values()) - conflicts),
          longestSilence: clock.longestSilence(),
        },
        series: {
          latency: latency.finish(plan),
          ...answers.finish(),
          energy: energy.finish(plan.profile),
        },
        clocks: clocks.finish(),
        devices: clock.devices(),
      };
    },
  };
};
