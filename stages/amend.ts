import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { documentInWords } from '../acceptance/index.ts';
import { PilotError } from '../documents/pilot-error.ts';
import { loadDocument, type Located } from '../documents/yaml-document.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { Suite } from '../schemas/types/suite.ts';
import { loadBusiness } from './freeze/business.ts';
import { parseCriteria } from './freeze/criteria.ts';
import { documentInput } from './freeze/inputs.ts';
import { besides } from './freeze/references.ts';
import { settingsOf } from './freeze/settings.ts';

/** A plan to judge by that is not the one that was frozen, and who asks for it. */
export interface Amended {
  readonly plan: Plan;
  readonly amender: { readonly by: string; readonly why: string; readonly business?: string };
}

/**
 * Whether the case is the one the run keeps: a suite that was copied elsewhere to move its limits
 * still names the file, and it does not lie beside the copy.
 */
const isKept = (frozen: Plan, suite: Located<Suite>): boolean => {
  const { business } = suite.value;
  const file = frozen.inputs.find(({ role }) => role === 'business');
  if (business === undefined || file === undefined) return false;
  return basename(business) === basename(file.path) && !existsSync(besides(suite, business));
};

/** The business case the suite names, checked as at the start of a run. */
const businessOf = async (
  frozen: Plan,
  suite: Located<Suite>,
  criteria: Plan['criteria'],
): Promise<{ business: Plan['business']; file?: string }> => {
  if (isKept(frozen, suite)) return { business: frozen.business };
  const document = await loadBusiness(suite, criteria);
  if (document === undefined) return { business: null };
  return {
    business: document.value as unknown as Plan['business'],
    file: documentInWords(documentInput('business', document)),
  };
};

/**
 * Puts the criteria, settings and business case of another suite file over a frozen plan; evidence,
 * devices and profile stay as they were. What differs, the record prints with who and why. Throws
 * SUITE_OTHER, and what a business case is refused for.
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
  const criteria = parseCriteria(suite);
  const { business, file } = await businessOf(frozen, suite, criteria);
  return {
    plan: { ...frozen, ...settingsOf(suite), criteria, business },
    amender: {
      by: by ?? 'not stated',
      why: why ?? 'not stated',
      ...(file !== undefined && { business: file }),
    },
  };
};
