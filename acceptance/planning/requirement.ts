import type { Need } from '../../schemas/types/requirements.ts';
import { LEAST_DEVICES, LEAST_SESSIONS } from '../families/scope.ts';
import type { Assumption } from './assumption.ts';
import type { Question } from './question.ts';

/** What planning tells of a criterion by the rule of its family. */
export interface Sized {
  /** What is assumed, in a few words. */
  readonly assumed: string;
  /** The same as a clause that follows "if". */
  readonly condition: string;
  /** The pilot for a chance; null where none reaches it. */
  readonly needed: (power: number) => Need | null;
  /** Chance that the planned pilot passes; null where the plan does not tell. */
  readonly power: number | null;
  /** What the planned pilot proves if everything goes well, in a few words. */
  readonly best: string | null;
  /** What no number of events changes, as a clause. */
  readonly caution?: string;
}

/** The size of a pilot for a question, if what is assumed is true. */
export type Sizing = (question: Question, assumption: Assumption) => Sized;

/** A pilot by the events of what counts, and by the device time in which they happen in the field. */
export const needOf = (clusters: number, events: number, question: Question): Need => ({
  events: Math.ceil(events),
  clusters,
  hours: fieldHours(Math.ceil(events), question),
});

const HOURS_PER_DAY = 24;

/** Device time in which that many events happen in the field, in hours; null without a profile. */
const fieldHours = (events: number, question: Question): number | null => {
  const { plan, metric, criterion, planned } = question;
  const perDay = plan.profile?.inferences_per_day;
  if (perDay === undefined || !(perDay > 0)) return null;
  // Of the inferences only some are of the kind that counts here.
  const all = plan.scenarios.reduce(
    (sum, { id, inferences }) =>
      criterion.scenario === undefined || criterion.scenario === id ? sum + inferences : sum,
    0,
  );
  const counted = metric.outcome ? planned.events : null;
  const share = counted === null || all === 0 ? 1 : Math.min(1, counted / all);
  return share > 0 ? (events / share / perDay) * HOURS_PER_DAY : null;
};

/** How many times rarer events of the scarcest condition are than all of the criterion. */
export const rarityOf = ({ planned: { events, scarcest } }: Question): number =>
  scarcest && events !== null && scarcest.events > 0 ? events / scarcest.events : 1;

/** Fewest devices or sessions to plan with; of a fleet those of the plan, if they are enough. */
export const plannedClusters = ({ plan, planned }: Question): number =>
  plan.claim === 'these-devices'
    ? LEAST_SESSIONS * Math.max(1, plan.devices.length)
    : Math.max(
        LEAST_DEVICES,
        plan.at_least,
        Number.isFinite(planned.clusters) ? planned.clusters : 0,
      );
