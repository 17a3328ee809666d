export type { Feasibility } from './planning/feasibility.ts';
export { planFeasibility } from './planning/plan-feasibility.ts';
export {
  planRequirements,
  type PlanRequirements,
  type Requirement,
} from './planning/plan-requirements.ts';
export type { Need } from './planning/requirement.ts';
