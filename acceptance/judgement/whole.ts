import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion as Planned } from '../../schemas/types/plan.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import type { Claim, Judgement } from '../families/family.ts';
import { familyOf } from '../families/index.ts';

/** What a criterion is judged from. */
export interface Basis {
  readonly criterion: Planned;
  readonly metric: MetricDeclaration;
  readonly gathered: Gathered;
  readonly claim: Claim;
}

/** Judges all events of a criterion together, by the procedure the criterion asks for. */
export const judgeWhole = ({ metric, gathered, claim }: Basis): Judgement =>
  familyOf(metric).judge(gathered.clusters, claim);
