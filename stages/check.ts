import { resolve } from 'node:path';
import { metricNamed, planFeasibility } from '../acceptance/index.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { Feasibility } from '../schemas/types/requirements.ts';
import { type Frozen, freeze } from './freeze.ts';

/** What a sound suite can and cannot prove with the devices and samples it has. */
export interface Checked {
  readonly plan: Plan;
  readonly criteria: readonly Feasibility[];
  /** Required criteria that no outcome of this run could make pass. */
  readonly impossible: readonly Feasibility[];
  readonly warnings: readonly string[];
}

const pointsUp = new Set(['>=', '>']);

/** Limits that a worse device meets more easily; legal, and nearly always a slip of the pen. */
const inverted = (plan: Plan): string[] =>
  plan.criteria.flatMap(({ id, metric, op }) => {
    const better = metricNamed(metric)?.better;
    if (better === undefined || (better === 'higher') === pointsUp.has(op)) return [];
    return [
      `${id}: ${better} ${metric} is better, but ${op} passes the ${better === 'lower' ? 'higher' : 'lower'} ones; is the operator meant?`,
    ];
  });

/** Looks at a frozen plan before anything is driven. */
export const feasibility = (plan: Plan): Checked => {
  const criteria = planFeasibility(plan);
  const optional = new Set(plan.criteria.filter(({ required }) => !required).map(({ id }) => id));
  // Without a bench nothing is known of devices and samples: telemetry may bring its own.
  const impossible =
    plan.devices.length === 0
      ? []
      : criteria.filter(({ criterion, provable }) => !provable && !optional.has(criterion));
  return { plan, criteria, impossible, warnings: inverted(plan) };
};

/** suite.yaml -> what it can prove. Needs no device. */
export const checkSuite = async (
  suiteFile: string,
  config: PilotConfig,
  { dataset }: { readonly dataset?: string | undefined } = {},
): Promise<Checked> => {
  const options = { suiteFile: resolve(suiteFile), config, dataset };
  // Without a bench the suite itself can still be checked; it just has no devices to prove with.
  const withoutDevices = async (): Promise<Frozen> => freeze({ ...options, withDevices: false });
  if ((config.devices ?? []).length === 0) return feasibility((await withoutDevices()).plan);
  const frozen = await freeze({ ...options, withDevices: true }).catch(async (error: unknown) => {
    // The bench is another suite's: its devices will be named by their addresses.
    if ((error as { code?: unknown }).code === 'DEVICES_SPEAK_OTHERWISE') return withoutDevices();
    throw error;
  });
  return feasibility(frozen.plan);
};
