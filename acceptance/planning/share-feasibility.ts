import { isByDevice } from '../aggregation/conditions.ts';
import type { Feasibility } from '../../schemas/types/requirements.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import { quantityIn } from '../criterion/limit.ts';
import { quantileShare } from '../criterion/statistic-name.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import { counted, percentInWords } from '../families/number-words.ts';
import { LEAST_DEVICES } from '../families/scope.ts';
import { bestProvable, eventsPerCluster } from '../families/share-advice.ts';
import { metricNamed } from '../metrics/index.ts';
import { successRun } from '../statistics/success-run.ts';
import { impossible, possible } from './feasibility.ts';
import type { Question } from './question.ts';
import { provenAtBest } from './worth.ts';

/** Share of good events a criterion asks for, as its family judges it; undefined for others. */
export const neededShare = (criterion: Criterion): number | undefined => {
  const metric = metricNamed(criterion.metric);
  const above = limitsFromAbove(criterion);
  const { against, population } = criterion;
  if (against !== undefined || population === 'complete') return undefined;
  if (metric?.family === 'quantile') {
    const p = quantileShare(criterion.statistic);
    return p === undefined || above ? p : Number((1 - p).toPrecision(12));
  }
  if (metric?.family !== 'proportion') return undefined;
  const share = quantityIn(criterion.limit, '%') / 100;
  return above ? Number((1 - share).toPrecision(12)) : share;
};

const whomOf = ({ claim }: Plan): string => (claim === 'fleet' ? 'a fleet' : 'these devices');

/** What a plan proves at best about a share, in its rarest condition where conditions are asked. */
export const shareFeasibility = (
  question: Question,
  title: string,
  needed: number,
): Feasibility => {
  const { criterion, claim, plan, planned } = question;
  const { apart, scarcest } = planned;
  const { distinct } = scarcest ?? planned;
  const events = scarcest?.most ?? planned.events;
  const noun = plan.claim === 'fleet' ? 'device' : 'session';
  const independent = successRun(needed, claim.confidence);
  const clustersNeeded = Math.max(LEAST_DEVICES, Math.floor(independent * claim.iccFloor) + 1);
  const each = Number.isFinite(apart) ? eventsPerCluster(independent, apart, claim.iccFloor) : 1;
  const eventsNeeded =
    each === null ? null : Math.max(independent, Number.isFinite(apart) ? each * apart : 1);
  const ceiling = bestProvable(apart, claim.confidence, claim.iccFloor);
  const best = events === null ? ceiling : provenAtBest({ events, distinct }, apart, claim);
  if (!Number.isFinite(clustersNeeded)) {
    const known = { events, best: best * 100 };
    return impossible(question, 'no number of events proves that every one is good', known);
  }
  const known = { events, eventsNeeded, clustersNeeded, best: best * 100 };
  if (eventsNeeded === null) {
    return impossible(
      question,
      `${title} for ${whomOf(plan)} needs ${counted(clustersNeeded, noun)}; ${counted(apart, noun)} ${apart === 1 ? 'proves' : 'prove'} at most ${percentInWords(ceiling)} good events (needed: ${percentInWords(needed)}), however many there are`,
      known,
    );
  }
  const where = scarcest === undefined ? '' : ` in ${scarcest.name}`;
  if (best < needed) {
    const atMost = `at most ${percentInWords(best)} (needed: ${percentInWords(needed)})`;
    const isShared = distinct < independent && events !== null && events > distinct;
    const why = isShared
      ? `${counted(distinct, 'different sample')} ${distinct === 1 ? 'proves' : 'prove'} ${atMost}, on however many ${noun}s they are shown; at least ${counted(independent, 'different sample')} are needed`
      : `${counted(events ?? 0, 'event')} on ${counted(apart, noun)} ${events === 1 ? 'proves' : 'prove'} ${atMost}; at least ${counted(eventsNeeded, 'event')} ${eventsNeeded === 1 ? 'is' : 'are'} needed`;
    return impossible(question, why, known, where);
  }
  const rarest = scarcest === undefined ? '' : ` even${where}, its rarest condition`;
  // Each device by itself is no fleet: its own sessions carry it, and the plan does not count them.
  const together = criterion.in_every.some(isByDevice) ? ', of all devices together' : '';
  const sentence = `${criterion.id} can be proven: the plan proves ${percentInWords(best)} at best${rarest} (needed: ${percentInWords(needed)})${together}.`;
  return possible(question, '', { ...known, sentence });
};
