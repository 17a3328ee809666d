import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../documents/package-root.ts';
import { validatorOf } from '../documents/schemas.ts';
import { loadConfig } from './config.ts';
import { planSuite, requirementsOf } from './plan.ts';

const suiteFile = (name: string): string => join(packageRoot(), `suites/${name}.suite.yaml`);

test.each(['pump-guard', 'pump-guard-quick'])(
  'the document of %s holds what its schema asks for',
  async (name) => {
    const { config } = await loadConfig(packageRoot());
    for (const bench of [config, { ...config, devices: [] }]) {
      const planned = await planSuite(suiteFile(name), bench);
      const document: unknown = JSON.parse(JSON.stringify(requirementsOf(planned)));
      const validate = validatorOf('requirements');
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      expect(document).toMatchObject({ v: 1, suite: name, from: null });
      expect(planned.requirements).toHaveLength(planned.plan.criteria.length);
    }
  },
);
