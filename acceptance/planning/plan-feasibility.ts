import type { Feasibility } from '../../schemas/types/requirements.ts';
import { acceptedInWords, isAccepted } from '../aggregation/origin.ts';
import { counted } from '../families/number-words.ts';
import { BLOCK_SIZE, LEAST_BLOCKS, LEAST_DEVICES, LEAST_SESSIONS } from '../families/scope.ts';
import { titleOf } from '../judgement/claim.ts';
import { dropFeasibility } from './drop-feasibility.ts';
import { impossible, possible } from './feasibility.ts';
import { gapFeasibility } from './gap-feasibility.ts';
import { inBlocks } from './planned-clusters.ts';
import { questionsOf, type Question } from './question.ts';
import { rateFeasibility } from './rate-feasibility.ts';
import { isScore, scoreFeasibility } from './score-feasibility.ts';
import { sequentialFeasibility } from './sequential-feasibility.ts';
import { neededShare, shareFeasibility } from './share-feasibility.ts';
import type { Plan } from '../../schemas/types/plan.ts';

/** Why a plan cannot prove a criterion for reasons other than the number of events. */
const obstacle = ({ criterion, metric, plan, planned }: Question): string | undefined => {
  const { accept } = criterion;
  if (metric.from === 'build') {
    return plan.candidate ? undefined : 'the suite names no candidate build to read it from';
  }
  if (metric.daily === 'energy' && !plan.profile) {
    return 'the suite names no profile, and a day is more than its inferences';
  }
  if (metric.derive === 'uptime' && !((plan.profile?.repair_days ?? 0) > 0)) {
    return 'the profile does not say how long a repair takes';
  }
  if (criterion.against !== undefined && plan.baseline === null) {
    return 'the suite names no baseline to compare with';
  }
  const weak = plan.devices.find(({ origin }) => !isAccepted(origin, accept));
  if (weak) return `device ${weak.id} is ${weak.origin} and it ${acceptedInWords(accept)}`;
  if (metric.daily && plan.profile && !isAccepted('modelled', accept)) {
    return `a day is completed from data sheets and so is modelled, and it ${acceptedInWords(accept)}`;
  }
  // Nothing is inferred beyond a complete population, so few devices are as good as many.
  if (criterion.population === 'complete') return undefined;
  const devices = plan.devices.length;
  // Exact on each device, so that sessions change nothing.
  if (metric.family === 'count' && plan.claim === 'these-devices') return undefined;
  const least = plan.claim === 'fleet' ? Math.max(LEAST_DEVICES, plan.at_least) : plan.at_least;
  if (devices < least)
    return `it needs at least ${counted(least, 'device')}, and the plan has ${devices}`;
  return plan.claim === 'these-devices' && planned.clusters < LEAST_SESSIONS * devices
    ? `it needs at least ${LEAST_SESSIONS} sessions of each device${inBlocks.has(metric.family) ? `, or ${LEAST_BLOCKS} blocks of ${BLOCK_SIZE} inferences` : ''}`
    : undefined;
};

/** Whether a criterion compares what was seen, without inference beyond it. */
export const isInspection = ({ criterion, metric }: Question): boolean =>
  metric.family === 'fact' ||
  metric.family === 'count' ||
  criterion.statistic === 'every' ||
  criterion.population === 'complete';

/** What the plan can prove at best about one criterion. */
export const feasibilityOf = (question: Question): Feasibility => {
  const { criterion, metric, plan } = question;
  const fleet = metric.from !== 'build' && plan.claim === 'fleet' ? LEAST_DEVICES : null;
  const known = { clustersNeeded: fleet };
  const blocked = obstacle(question);
  if (blocked !== undefined) return impossible(question, blocked, known);
  if (isInspection(question)) return possible(question, inspectionOf(question), known);
  if (criterion.against !== undefined && metric.family !== 'paired-difference') {
    return possible(question, 'if the candidate differs little from the baseline', known);
  }
  if (criterion.sequential !== undefined) return sequentialFeasibility(question);
  const needed = neededShare(criterion);
  if (needed !== undefined) return shareFeasibility(question, titleOf(criterion, metric), needed);
  if (metric.family === 'paired-difference') return dropFeasibility(question);
  if (metric.family === 'rate') return rateFeasibility(question);
  if (metric.family === 'gap') return gapFeasibility(question);
  if (isScore(metric)) return scoreFeasibility(question);
  return possible(
    question,
    'if the devices differ little; how little follows from the first run',
    known,
  );
};

const inspectionOf = ({ criterion, metric }: Question): string => {
  if (metric.family === 'fact' || metric.family === 'count') return 'by inspection';
  return criterion.statistic === 'every'
    ? 'by inspection of every event'
    : 'by comparing the value itself, as the stimuli are all there is';
};

/** What the plan can prove at best, criterion by criterion. Needs no device. */
export const planFeasibility = (plan: Plan): Feasibility[] => questionsOf(plan).map(feasibilityOf);
