import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import { asChange } from '../comparison/change.ts';
import type { Claim } from '../families/family.ts';
import { claimOf } from '../judgement/claim.ts';
import { metricNamed } from '../metrics/index.ts';
import { plannedEvents, type PlannedEvents } from './planned-events.ts';

/** A criterion with all that planning knows of it. */
export interface Question {
  readonly criterion: Criterion;
  readonly metric: MetricDeclaration;
  readonly claim: Claim;
  readonly plan: Plan;
  readonly planned: PlannedEvents;
}

/** Every criterion of the plan with its claim and what the plan will bring it. */
export const questionsOf = (plan: Plan): Question[] =>
  plan.criteria.flatMap((criterion) => {
    const metric = metricNamed(criterion.metric);
    if (!metric) return [];
    // The limit of a change is in its own unit: shares change by points.
    const measured = criterion.against === undefined ? metric : asChange(metric);
    const claim = claimOf(criterion, measured, plan);
    return [{ criterion, metric, claim, plan, planned: plannedEvents(criterion, metric, plan) }];
  });
