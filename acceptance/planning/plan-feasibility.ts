import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import { isAccepted } from '../aggregation/origin.ts';
import { counted } from '../families/number-words.ts';
import { LEAST_DEVICES, LEAST_SESSIONS } from '../families/scope.ts';
import { titleOf } from '../judgement/claim.ts';
import { metricNamed } from '../metrics/index.ts';
import { dropFeasibility } from './drop-feasibility.ts';
import type { Feasibility } from './feasibility.ts';
import { plannedEvents, type PlannedEvents } from './planned-events.ts';
import { neededShare, shareFeasibility } from './share-feasibility.ts';

/** Why a plan cannot prove a criterion for reasons other than the number of events. */
const obstacle = (
  { accept }: Criterion,
  metric: MetricDeclaration,
  plan: Plan,
  planned: PlannedEvents,
): string | undefined => {
  if (metric.from === 'build') {
    return plan.candidate ? undefined : 'the suite names no candidate build to read it from';
  }
  if (metric.daily === 'energy' && !plan.profile) {
    return 'the suite names no profile, and a day is more than its inferences';
  }
  const weak = plan.devices.find(({ origin }) => !isAccepted(origin, accept));
  if (weak) return `device ${weak.id} is ${weak.origin} and it accepts ${accept} at the weakest`;
  if (metric.daily && plan.profile && !isAccepted('modelled', accept)) {
    return `a day is completed from data sheets and so is modelled, and it accepts ${accept} at the weakest`;
  }
  const devices = plan.devices.length;
  const least = plan.claim === 'fleet' ? Math.max(LEAST_DEVICES, plan.at_least) : plan.at_least;
  if (devices < least)
    return `it needs at least ${counted(least, 'device')}, and the plan has ${devices}`;
  return plan.claim === 'these-devices' && planned.clusters < LEAST_SESSIONS * devices
    ? `it needs at least ${LEAST_SESSIONS} sessions of each device`
    : undefined;
};

const feasibilityOf = (
  criterion: Criterion,
  metric: MetricDeclaration,
  plan: Plan,
): Feasibility => {
  const planned = plannedEvents(criterion, metric, plan);
  const { id } = criterion;
  const bare = {
    criterion: id,
    events: planned.events,
    eventsNeeded: null,
    clustersNeeded: metric.from !== 'build' && plan.claim === 'fleet' ? LEAST_DEVICES : null,
    best: null,
  };
  const blocked = obstacle(criterion, metric, plan, planned);
  if (blocked !== undefined) {
    return { ...bare, provable: false, sentence: `${id} cannot be proven: ${blocked}.` };
  }
  const needed = neededShare(criterion);
  if (needed !== undefined) {
    return shareFeasibility(criterion, titleOf(criterion, metric), needed, plan, planned);
  }
  if (metric.family === 'paired-difference') return dropFeasibility(criterion, plan, planned);
  const how =
    metric.family === 'fact'
      ? 'by inspection'
      : 'if the devices differ little; how little follows from the first run';
  return { ...bare, provable: true, sentence: `${id} can be proven ${how}.` };
};

/** What the plan can prove at best, criterion by criterion. Needs no device. */
export const planFeasibility = (plan: Plan): Feasibility[] =>
  plan.criteria.flatMap((criterion) => {
    const metric = metricNamed(criterion.metric);
    return metric ? [feasibilityOf(criterion, metric, plan)] : [];
  });
