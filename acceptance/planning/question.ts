import type { Plan } from '../../schemas/types/plan.ts';
import { asChange } from '../comparison/change.ts';
import { claimOf } from '../judgement/claim.ts';
import { metricNamed } from '../metrics/index.ts';
import type { Question } from './feasibility.ts';
import { plannedEvents } from './planned-events.ts';

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
