import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import { quantityIn } from '../criterion/limit.ts';
import { quantileShare } from '../criterion/statistic-name.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import { counted, percentInWords } from '../families/number-words.ts';
import { LEAST_DEVICES } from '../families/scope.ts';
import { bestProvable, eventsPerCluster } from '../families/share-advice.ts';
import { metricNamed } from '../metrics/index.ts';
import { provenBySuccessRun, successRun } from '../statistics/success-run.ts';
import type { Feasibility } from './feasibility.ts';
import type { PlannedEvents } from './planned-events.ts';

/** Share of good events a criterion asks for, as its family judges it; undefined for others. */
export const neededShare = (criterion: Criterion): number | undefined => {
  const metric = metricNamed(criterion.metric);
  const above = limitsFromAbove(criterion);
  if (metric?.family === 'quantile') {
    const p = quantileShare(criterion.statistic) ?? 0.5;
    return above ? p : 1 - p;
  }
  if (metric?.family !== 'proportion') return undefined;
  const share = quantityIn(criterion.limit, '%') / 100;
  return above ? 1 - share : share;
};

/** Share that so many events on so many clusters prove if every one of them is good. */
const provenAtBest = (events: number, clusters: number, plan: Plan): number => {
  if (events === 0 || clusters === 0) return 0;
  const effective = events / (1 + Math.max(0, events / clusters - 1) * plan.icc_floor);
  return provenBySuccessRun(effective, plan.confidence);
};

/** What a plan proves at best about a share, in its rarest condition where conditions are asked. */
export const shareFeasibility = (
  { id }: Criterion,
  title: string,
  needed: number,
  plan: Plan,
  planned: PlannedEvents,
): Feasibility => {
  const { confidence, icc_floor: icc } = plan;
  const { clusters, scarcest } = planned;
  const events = scarcest?.events ?? planned.events;
  const noun = plan.claim === 'fleet' ? 'device' : 'session';
  const independent = successRun(needed, confidence);
  const clustersNeeded = Math.max(LEAST_DEVICES, Math.floor(independent * icc) + 1);
  const each = eventsPerCluster(independent, clusters, icc);
  const eventsNeeded = each === null ? null : Math.max(independent, each * clusters);
  const ceiling = bestProvable(clusters, confidence, icc);
  const best = events === null ? ceiling : provenAtBest(events, clusters, plan);
  if (!Number.isFinite(clustersNeeded)) {
    return {
      criterion: id,
      provable: false,
      events,
      eventsNeeded: null,
      clustersNeeded: null,
      best: best * 100,
      sentence: `${id} cannot be proven: no number of events proves that every one is good.`,
    };
  }
  const shared = { criterion: id, events, eventsNeeded, clustersNeeded, best: best * 100 };
  if (eventsNeeded === null) {
    const whom = plan.claim === 'fleet' ? 'a fleet' : 'these devices';
    return {
      ...shared,
      provable: false,
      sentence: `${id} cannot be proven: ${title} for ${whom} needs ${counted(clustersNeeded, noun)}; ${counted(clusters, noun)} ${clusters === 1 ? 'proves' : 'prove'} at most ${percentInWords(ceiling)} good events (needed: ${percentInWords(needed)}), however many there are.`,
    };
  }
  const where = scarcest === undefined ? '' : ` in ${scarcest.name}`;
  if (best < needed) {
    return {
      ...shared,
      provable: false,
      sentence: `${id} cannot be proven${where}: ${counted(events ?? 0, 'event')} on ${counted(clusters, noun)} ${events === 1 ? 'proves' : 'prove'} at most ${percentInWords(best)} (needed: ${percentInWords(needed)}); at least ${counted(eventsNeeded, 'event')} ${eventsNeeded === 1 ? 'is' : 'are'} needed.`,
    };
  }
  const rarest = scarcest === undefined ? '' : ` even${where}, its rarest condition`;
  return {
    ...shared,
    provable: true,
    sentence: `${id} can be proven: the plan proves ${percentInWords(best)} at best${rarest} (needed: ${percentInWords(needed)}).`,
  };
};
