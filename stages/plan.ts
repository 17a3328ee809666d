import { planRequirements, type PlanRequirements } from '../acceptance/index.ts';
import type { RunFolder } from '../evidence/run-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { Requirements } from '../schemas/types/requirements.ts';
import { checkSuite, type Checked } from './check.ts';

/** What a suite asks of a pilot, and what the planned one can do for it. */
export interface Planned extends Checked, PlanRequirements {
  /** Run the expected values were taken from. */
  readonly from: string | null;
}

/** What was planned as a document for machines. */
export const requirementsOf = ({
  plan,
  requirements,
  all,
  warnings,
  from,
  confidence,
}: Planned): Requirements => ({
  v: 1,
  suite: plan.suite.id,
  from,
  confidence,
  criteria: [...requirements],
  all,
  warnings: [...warnings],
});

/**
 * suite.yaml, and the record of an earlier run where one is named -> the pilot that each criterion
 * needs. Needs no device.
 */
export const planSuite = async (
  suiteFile: string,
  config: PilotConfig,
  earlier?: RunFolder,
): Promise<Planned> => {
  const checked = await checkSuite(suiteFile, config);
  const record = await earlier?.record();
  const requirements = planRequirements(checked.plan, record?.criteria);
  return { ...checked, ...requirements, from: record?.run.id ?? null };
};
