import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import { quantityIn } from '../criterion/limit.ts';
import { counted } from '../families/number-words.ts';
import { LEAST_DEVICES } from '../families/scope.ts';
import { normalQuantile } from '../statistics/normal.ts';
import type { Feasibility } from './feasibility.ts';
import type { PlannedEvents } from './planned-events.ts';

/**
 * What a plan proves at best about a drop: with no pair that differs, the score limit of Tango
 * 1998 is z^2 / (n + z^2).
 */
export const dropFeasibility = (
  criterion: Criterion,
  plan: Plan,
  { events }: PlannedEvents,
): Feasibility => {
  const { id } = criterion;
  const z = normalQuantile(plan.confidence);
  const margin = quantityIn(criterion.limit, 'points') / 100;
  const eventsNeeded = margin > 0 ? Math.ceil((z * z * (1 - margin)) / margin) : null;
  const shared = {
    criterion: id,
    events,
    eventsNeeded,
    clustersNeeded: plan.claim === 'fleet' ? LEAST_DEVICES : null,
    best: null,
  };
  const cannot = (why: string): Feasibility => ({
    ...shared,
    provable: false,
    sentence: `${id} cannot be proven: ${why}.`,
  });
  if (plan.baseline === null) return cannot('the suite names no baseline to compare with');
  if (eventsNeeded === null && criterion.op.startsWith('<')) {
    return cannot('a margin of zero or less needs more pairs than there can be');
  }
  if (events !== null && eventsNeeded !== null && events < eventsNeeded) {
    return cannot(
      `${counted(events, 'paired sample')} ${events === 1 ? 'is' : 'are'} too few even if nothing differs; at least ${eventsNeeded} are needed`,
    );
  }
  return {
    ...shared,
    provable: true,
    sentence: `${id} can be proven with ${events ?? 'enough'} paired samples, if the two differ little.`,
  };
};
