import { businessFlaws, driverDimensions } from '../../acceptance/index.ts';
import { nearest } from '../../documents/nearest.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { dimensionOf } from '../../documents/units.ts';
import { loadDocument, type Located } from '../../documents/yaml-document.ts';
import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Suite } from '../../schemas/types/suite.ts';
import { besides } from './references.ts';

/** Criteria that drive the case have to exist and to measure it, or its figures hang in the air. */
const checkDrivers = (business: Located<BusinessCase>, criteria: Plan['criteria']): void => {
  const ids = criteria.map(({ id }) => id);
  for (const [driver, named] of Object.entries(business.value['driven-by'] ?? {})) {
    for (const [index, id] of [named].flat().entries()) {
      const place = ['driven-by', driver, ...(Array.isArray(named) ? [index] : [])];
      const criterion = criteria.find((one) => one.id === id);
      if (!criterion) {
        const meant = nearest(id, ids);
        throw new PilotError({
          code: 'BUSINESS_CRITERION_UNKNOWN',
          message: `"${driver}" is driven by ${id}, which the suite does not have`,
          hint: meant ? `Did you mean "${meant}"?` : `Criteria: ${ids.join(', ')}.`,
          where: business.at(place),
        });
      }
      const [dimension, wanted] = [dimensionOf(criterion.limit.unit), driverDimensions[driver]];
      if (dimension === wanted) continue;
      throw new PilotError({
        code: 'BUSINESS_CRITERION_UNIT',
        message: `"${driver}" is driven by ${id}, which is a ${dimension ?? 'value without a unit'} and not a ${wanted}`,
        hint: `Name a criterion that measures it; ${id} is "${criterion.expect}".`,
        where: business.at(place),
      });
    }
  }
};

/** The business case a suite names, checked, or undefined where it names none. */
export const loadBusiness = async (
  suite: Located<Suite>,
  criteria: Plan['criteria'],
): Promise<Located<BusinessCase> | undefined> => {
  const { business } = suite.value;
  if (business === undefined) return undefined;
  const document = await loadDocument<BusinessCase>(
    besides(suite, business),
    'business',
    suite.at(['business']),
  );
  const [flaw] = businessFlaws(document.value);
  if (flaw) {
    const { code, path, message, hint } = flaw;
    throw new PilotError({ code, message, hint, where: document.at(path) });
  }
  checkDrivers(document, criteria);
  return document;
};
