import { PilotError } from '../documents/pilot-error.ts';
import { loadDocument } from '../documents/yaml-document.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { Suite } from '../schemas/types/suite.ts';
import { parseCriteria } from './freeze/criteria.ts';
import { settingsOf } from './freeze/settings.ts';

/** A plan to judge by that is not the one that was frozen, and who asks for it. */
export interface Amended {
  readonly plan: Plan;
  readonly amender: { readonly by: string; readonly why: string };
}

/**
 * Puts the criteria and settings of another suite file over a frozen plan; evidence, devices and
 * profile stay as they were. What differs, the record prints with who and why. Throws SUITE_OTHER.
 */
export const amend = async (
  frozen: Plan,
  suiteFile: string,
  { by, why }: { readonly by?: string | undefined; readonly why?: string | undefined },
): Promise<Amended> => {
  const suite = await loadDocument<Suite>(suiteFile, 'suite');
  if (suite.value.suite !== frozen.suite.id) {
    throw new PilotError({
      code: 'SUITE_OTHER',
      message: `This is the suite "${suite.value.suite}"; the run was gathered for "${frozen.suite.id}"`,
      hint: 'Judge a run by its own suite, with other limits; another suite needs its own run.',
      where: suite.at(['suite']),
    });
  }
  return {
    plan: { ...frozen, ...settingsOf(suite), criteria: parseCriteria(suite) },
    amender: { by: by ?? 'not stated', why: why ?? 'not stated' },
  };
};
