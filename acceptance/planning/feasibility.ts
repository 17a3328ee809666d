import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Claim } from '../families/family.ts';
import type { PlannedEvents } from './planned-events.ts';

/** Whether the devices and samples of a plan can prove a criterion at all. */
export interface Feasibility {
  readonly criterion: string;
  /** False: no outcome of this run, however good, can be a pass. */
  readonly provable: boolean;
  /** Events the plan will give the criterion; null where the plan does not tell. */
  readonly events: number | null;
  /** Fewest events, on as many devices as planned, that can prove it; null where none can. */
  readonly eventsNeeded: number | null;
  /** Fewest devices (sessions, of these devices) on which it can be proven at all. */
  readonly clustersNeeded: number | null;
  /** Share, in %, that the plan proves at best; null where the claim is not about a share. */
  readonly best: number | null;
  readonly sentence: string;
}

/** A criterion with all that planning knows of it. */
export interface Question {
  readonly criterion: Criterion;
  readonly metric: MetricDeclaration;
  readonly claim: Claim;
  readonly plan: Plan;
  readonly planned: PlannedEvents;
}

/** A criterion that no outcome can make pass, and why; the rest where it is known. */
export const impossible = (
  { criterion: { id }, planned: { events } }: Question,
  why: string,
  known: Partial<Feasibility> = {},
): Feasibility => ({
  criterion: id,
  provable: false,
  events,
  eventsNeeded: null,
  clustersNeeded: null,
  best: null,
  sentence: `${id} cannot be proven: ${why}.`,
  ...known,
});

/** A criterion that a good outcome makes pass, and under which condition. */
export const possible = (
  { criterion: { id }, planned: { events } }: Question,
  how: string,
  known: Partial<Feasibility> = {},
): Feasibility => ({
  criterion: id,
  provable: true,
  events,
  eventsNeeded: null,
  clustersNeeded: null,
  best: null,
  sentence: `${id} can be proven ${how}.`,
  ...known,
});
