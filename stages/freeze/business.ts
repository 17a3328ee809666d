import { loadDocument, type Located } from '../../documents/yaml-document.ts';
import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Suite } from '../../schemas/types/suite.ts';
import { besides } from './references.ts';

/** The business case a suite names, or undefined where it names none. */
export const loadBusiness = async (
  suite: Located<Suite>,
): Promise<Located<BusinessCase> | undefined> => {
  const { business } = suite.value;
  if (business === undefined) return undefined;
  return loadDocument<BusinessCase>(besides(suite, business), 'business', suite.at(['business']));
};
