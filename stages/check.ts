import { resolve } from 'node:path';
import { type Feasibility, planFeasibility } from '../acceptance/index.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { Plan } from '../schemas/types/plan.ts';
import { freeze } from './freeze.ts';

/** What a sound suite can and cannot prove with the devices and samples it has. */
export interface Checked {
  readonly plan: Plan;
  readonly criteria: readonly Feasibility[];
  /** Required criteria that no outcome of this run could make pass. */
  readonly impossible: readonly Feasibility[];
}

/** Looks at a frozen plan before anything is driven. */
export const feasibility = (plan: Plan): Checked => {
  const criteria = planFeasibility(plan);
  const optional = new Set(plan.criteria.filter(({ required }) => !required).map(({ id }) => id));
  const impossible = criteria.filter(
    ({ criterion, provable }) => !provable && !optional.has(criterion),
  );
  return { plan, criteria, impossible };
};

/** suite.yaml -> what it can prove. Needs no device. */
export const checkSuite = async (suiteFile: string, config: PilotConfig): Promise<Checked> =>
  feasibility((await freeze({ suiteFile: resolve(suiteFile), config, withDevices: true })).plan);
