export type { Feasibility } from './planning/feasibility.ts';
export { planFeasibility } from './planning/plan-feasibility.ts';
