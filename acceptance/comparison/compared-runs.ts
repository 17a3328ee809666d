import type { Evidence } from '../../schemas/types/evidence.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import type { Aggregate } from '../aggregation/aggregator.ts';
import { acceptedInWords, isAccepted, weakestOf } from '../aggregation/origin.ts';
import { claimOf } from '../judgement/claim.ts';
import { inspected } from '../judgement/inspected.ts';
import { armOf, type Arms } from './change.ts';

/** Two runs, counted by one plan. */
export interface ComparedRuns {
  /** What both were counted by. */
  readonly plan: Plan;
  /** The duty cycle of the baseline. */
  readonly baselineProfile: Plan['profile'];
  /** Statistics of the candidate, with those of the baseline. */
  readonly aggregate: Aggregate;
  readonly evidence: Readonly<Record<'baseline' | 'candidate', Evidence>>;
  /** Why a run as a whole may be the better part of what there was. */
  readonly incomplete: string | undefined;
}

/** What both runs have to say about a criterion; undefined where one has nothing. */
export const armsOf = (
  criterion: Criterion,
  metric: MetricDeclaration,
  { plan, baselineProfile, aggregate, evidence }: ComparedRuns,
): Arms | undefined => {
  const gather = (role: 'baseline' | 'candidate'): Gathered | undefined =>
    metric.from === 'build'
      ? inspected(metric, evidence[role].builds)
      : (role === 'baseline' ? aggregate.baseline : aggregate)?.gatheredFor(criterion);
  const [before, after] = [gather('baseline'), gather('candidate')];
  if (!before || !after) return undefined;
  const confidence = (1 + plan.confidence) / 2;
  const claim = { ...claimOf(criterion, metric, plan), confidence };
  const old = claimOf(criterion, metric, { ...plan, profile: baselineProfile });
  return {
    metric,
    baseline: armOf(before, metric, { ...claim, transform: old.transform }),
    candidate: armOf(after, metric, claim),
    pairs: aggregate.baseline?.pairsFor(criterion),
    claim,
  };
};

/** Why a criterion cannot be compared whatever the events say. */
export const impossible = (
  criterion: Criterion,
  metric: MetricDeclaration,
  { plan, baselineProfile }: ComparedRuns,
): string | undefined => {
  const { scenario } = criterion;
  if (metric.family === 'gap') return 'a gap between groups has no difference to bound';
  if (metric.derive !== undefined || metric.daily === 'energy') {
    if (!plan.profile) return 'it needs a profile';
    if (!baselineProfile) return 'the baseline is of another part and has no profile for it';
  }
  const known = plan.scenarios.some(({ id }) => id === scenario);
  return scenario === undefined || known ? undefined : `the baseline has no scenario ${scenario}`;
};

/** Evidence weaker than what is accepted can show that something got worse and never better. */
export const weakness = (arms: Arms, { accept }: Criterion): string | undefined => {
  const weakest = weakestOf(
    [arms.baseline, arms.candidate].flatMap(({ gathered }) => gathered.origin ?? []),
  );
  return weakest === undefined || isAccepted(weakest, accept)
    ? undefined
    : `the evidence is ${weakest}, and the criterion ${acceptedInWords(accept)}`;
};
