import { nearest } from '../../documents/nearest.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { loadDocument, type Located } from '../../documents/yaml-document.ts';
import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Suite } from '../../schemas/types/suite.ts';
import { besides } from './references.ts';

/** Criteria that drive the case have to exist, or its figures would hang in the air. */
const checkDrivers = (business: Located<BusinessCase>, criteria: readonly string[]): void => {
  for (const [driver, named] of Object.entries(business.value['driven-by'] ?? {})) {
    for (const id of [named].flat()) {
      if (criteria.includes(id)) continue;
      const meant = nearest(id, criteria);
      throw new PilotError({
        code: 'BUSINESS_CRITERION_UNKNOWN',
        message: `"${driver}" is driven by ${id}, which the suite does not have`,
        hint: meant ? `Did you mean "${meant}"?` : `Criteria: ${criteria.join(', ')}.`,
        where: business.at(['driven-by', driver]),
      });
    }
  }
};

/** The business case a suite names, or undefined where it names none. */
export const loadBusiness = async (
  suite: Located<Suite>,
): Promise<Located<BusinessCase> | undefined> => {
  const { business } = suite.value;
  if (business === undefined) return undefined;
  const document = await loadDocument<BusinessCase>(
    besides(suite, business),
    'business',
    suite.at(['business']),
  );
  checkDrivers(document, Object.keys(suite.value.criteria));
  return document;
};
