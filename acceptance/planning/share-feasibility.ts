import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import { quantityIn } from '../criterion/limit.ts';
import { quantileShare } from '../criterion/statistic-name.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import type { Claim } from '../families/family.ts';
import { counted, percentInWords } from '../families/number-words.ts';
import { LEAST_DEVICES } from '../families/scope.ts';
import { bestProvable, eventsPerCluster } from '../families/share-advice.ts';
import { metricNamed } from '../metrics/index.ts';
import { provenBySuccessRun, successRun } from '../statistics/success-run.ts';
import { impossible, possible, type Feasibility, type Question } from './feasibility.ts';

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

/** Independent events that so many on so many clusters are worth, if all of them are good. */
const worthAtBest = (
  events: number,
  clusters: number,
  distinct: number,
  { iccFloor }: Pick<Claim, 'iccFloor'>,
): number => {
  if (events === 0 || clusters === 0) return 0;
  const each = Number.isFinite(clusters) ? Math.max(0, events / clusters - 1) : 0;
  return Math.min(events / (1 + each * iccFloor), distinct);
};

/** Share that so many events on so many clusters prove if every one of them is good. */
export const provenAtBest = (
  events: number,
  clusters: number,
  distinct: number,
  claim: Pick<Claim, 'iccFloor' | 'confidence'>,
): number => provenBySuccessRun(worthAtBest(events, clusters, distinct, claim), claim.confidence);

const whomOf = ({ claim }: Plan): string => (claim === 'fleet' ? 'a fleet' : 'these devices');

/** What a plan proves at best about a share, in its rarest condition where conditions are asked. */
export const shareFeasibility = (
  question: Question,
  title: string,
  needed: number,
): Feasibility => {
  const { claim, plan, planned } = question;
  const { clusters, scarcest, distinct } = planned;
  const events = scarcest?.most ?? planned.events;
  const noun = plan.claim === 'fleet' ? 'device' : 'session';
  const independent = successRun(needed, claim.confidence);
  const clustersNeeded = Math.max(LEAST_DEVICES, Math.floor(independent * claim.iccFloor) + 1);
  const each = Number.isFinite(clusters)
    ? eventsPerCluster(independent, clusters, claim.iccFloor)
    : 1;
  const eventsNeeded =
    each === null ? null : Math.max(independent, Number.isFinite(clusters) ? each * clusters : 1);
  const ceiling = bestProvable(clusters, claim.confidence, claim.iccFloor);
  const best = events === null ? ceiling : provenAtBest(events, clusters, distinct, claim);
  if (!Number.isFinite(clustersNeeded)) {
    const known = { events, best: best * 100 };
    return impossible(question, 'no number of events proves that every one is good', known);
  }
  const known = { events, eventsNeeded, clustersNeeded, best: best * 100 };
  if (eventsNeeded === null) {
    return impossible(
      question,
      `${title} for ${whomOf(plan)} needs ${counted(clustersNeeded, noun)}; ${counted(clusters, noun)} ${clusters === 1 ? 'proves' : 'prove'} at most ${percentInWords(ceiling)} good events (needed: ${percentInWords(needed)}), however many there are`,
      known,
    );
  }
  const where = scarcest === undefined ? '' : ` in ${scarcest.name}`;
  if (best < needed && distinct < independent && events !== null && events > distinct) {
    const samples = `${counted(distinct, 'different sample')} ${distinct === 1 ? 'proves' : 'prove'}`;
    return impossible(
      question,
      `${samples} at most ${percentInWords(best)} (needed: ${percentInWords(needed)}), on however many ${noun}s they are shown; at least ${counted(independent, 'different sample')} are needed`,
      known,
    );
  }
  if (best < needed) {
    const told = impossible(
      question,
      `${counted(events ?? 0, 'event')} on ${counted(clusters, noun)} ${events === 1 ? 'proves' : 'prove'} at most ${percentInWords(best)} (needed: ${percentInWords(needed)}); at least ${counted(eventsNeeded, 'event')} ${eventsNeeded === 1 ? 'is' : 'are'} needed`,
      known,
    );
    return { ...told, sentence: told.sentence.replace('proven:', `proven${where}:`) };
  }
  const rarest = scarcest === undefined ? '' : ` even${where}, its rarest condition`;
  const sentence = `${question.criterion.id} can be proven: the plan proves ${percentInWords(best)} at best${rarest} (needed: ${percentInWords(needed)}).`;
  return possible(question, '', { ...known, sentence });
};
