import type { Feasibility } from '../../schemas/types/requirements.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import type { Cluster } from '../families/family.ts';
import { counted } from '../families/number-words.ts';
import { LEAST_DEVICES } from '../families/scope.ts';
import { procedureOf } from '../judgement/procedure.ts';
import { impossible, possible } from './feasibility.ts';
import type { Question } from './question.ts';

/** Clusters of so many events, every one of them as good as can be. */
const perfect = (
  { metric, claim, planned }: Question,
  events: number,
): Cluster<SufficientStatistic>[] => {
  const { clusters } = planned;
  const good = limitsFromAbove(claim) ? 0 : Number.MAX_VALUE;
  return Array.from({ length: clusters }, (_, i) => {
    const n = Math.floor((events + i) / clusters);
    const counts = { missing: 0, invalid: 0 };
    const successes = limitsFromAbove(claim) ? 0 : n;
    const statistic =
      metric.family === 'quantile'
        ? { values: Array.from({ length: n }, () => good), ...counts }
        : { trials: n, successes, truths: ['one', 'another'], ...counts };
    return { device: `device ${i}`, session: '', statistic };
  });
};

/** What a plan proves at best where it may be looked at as often as one likes. */
export const sequentialFeasibility = (question: Question): Feasibility => {
  const { criterion, metric, claim, plan, planned } = question;
  const known = { clustersNeeded: plan.claim === 'fleet' ? LEAST_DEVICES : null };
  const events = planned.scarcest?.most ?? planned.events;
  const unsure = possible(question, 'at any look at which it has come far enough', known);
  if (events === null || events === 0 || plan.claim !== 'fleet') return unsure;
  const { distinct } = planned.scarcest ?? planned;
  const samples = Number.isFinite(distinct) ? distinct : undefined;
  const best = procedureOf(criterion, metric).judge(perfect(question, events), {
    ...claim,
    samples,
  });
  return best.outcome === 'pass'
    ? unsure
    : impossible(
        question,
        `${counted(events, 'event')} on ${counted(planned.clusters, 'device')} do not prove it at any look, even if every one is good`,
        { ...known, events },
      );
};
