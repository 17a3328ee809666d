import type { Evidence } from '../../schemas/types/evidence.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { createAggregator, type BaselineAggregate } from './aggregator.ts';
import type { Source } from './baseline.ts';
import { createPairCollector } from './paired-answers.ts';
import type { Numbering } from './samples.ts';

/** What is known of a baseline besides its events. */
export interface BaselineArm {
  readonly builds?: Evidence['builds'];
  readonly power?: Evidence['power'];
  /** Duty cycle on the baseline's own part; the candidate's where it is left out. */
  readonly profile?: Plan['profile'];
}

/** The baseline as criteria see it that ask for a change: counted as the candidate is. */
export interface BaselineCounter {
  /** Counts events as they pass by. */
  readonly watch: (events: Source<TelemetryEvent>) => AsyncIterable<TelemetryEvent>;
  readonly candidate: (event: TelemetryEvent) => void;
  readonly finish: () => BaselineAggregate;
}

/** Counts a baseline for the criteria that ask for a change; undefined where none does. */
export const createBaselineCounter = (
  plan: Plan,
  { builds = [], power, profile = plan.profile }: BaselineArm,
  numbering: Numbering,
): BaselineCounter | undefined => {
  const criteria = plan.criteria.filter(({ against }) => against !== undefined);
  if (criteria.length === 0) return undefined;
  const counter = createAggregator({
    plan: { ...plan, profile, baseline: null, criteria },
    ...(power === undefined ? {} : { power }),
    numbering,
  });
  const pairs = createPairCollector(plan, criteria, numbering);
  return {
    async *watch(events) {
      for await (const event of events) {
        if (counter.add(event)) pairs.baseline(event);
        yield event;
      }
    },
    candidate: pairs.candidate,
    finish: () => {
      const { gatheredFor } = counter.finish();
      return { gatheredFor, pairsFor: pairs.pairsFor, builds };
    },
  };
};
