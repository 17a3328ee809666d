import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion as Planned, Plan } from '../../schemas/types/plan.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import type { BaselineAggregate } from '../aggregation/aggregator.ts';
import { judgeAgainst } from '../comparison/judge-against.ts';
import { explainAverage } from '../families/average-sentence.ts';
import type { Claim, Judgement, Wording } from '../families/family.ts';
import { judgeGapBetween } from './gap-groups.ts';
import { procedureOf } from './procedure.ts';

/** What a criterion is judged from. */
export interface Basis {
  readonly criterion: Planned;
  readonly metric: MetricDeclaration;
  readonly plan: Plan;
  readonly gathered: Gathered;
  /** The baseline, where the criterion limits a change against it. */
  readonly baseline: BaselineAggregate | undefined;
  readonly claim: Claim;
  /** Why the events are not the complete population, where the criterion claims they are. */
  readonly gap?: string | undefined;
}

/** Judges all events of a criterion together, by the procedure the criterion asks for. */
export const judgeWhole = (basis: Basis): Judgement => {
  const { criterion, metric, plan, gathered, claim, gap } = basis;
  if (criterion.against !== undefined) return judgeAgainst(basis);
  if (metric.family === 'gap') return judgeGapBetween(criterion, plan, gathered, claim);
  return procedureOf(criterion, metric, gap).judge(gathered.clusters, claim);
};

/** The sentence about it. */
export const explainWhole = (
  judgement: Judgement,
  { criterion, metric, claim }: Basis,
  wording: Wording,
): string =>
  criterion.against === undefined
    ? procedureOf(criterion, metric).explain(judgement, claim, wording)
    : explainAverage(judgement, claim, wording);
