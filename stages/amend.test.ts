import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDocument } from '../documents/yaml-document.ts';
import { judgeSynthetic } from '../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../fixtures/oracle/synthetic-pilot.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import type { Suite } from '../schemas/types/suite.ts';
import { amend } from './amend.ts';
import { loadBusiness } from './freeze/business.ts';
import { parseCriteria } from './freeze/criteria.ts';
import { documentInput } from './freeze/inputs.ts';
import { settingsOf } from './freeze/settings.ts';

const shipped = await readFile(new URL('../fixtures/pump/business.yaml', import.meta.url), 'utf8');

const suiteText = `suite: synthetic
version: 1
question: Is it worth it?
business: business.yaml
criteria:
  ACC-2: recall(cavitation) >= 80 %
  ACC-3: recall(bearing-wear) >= 75 %
  ACC-4: recall(imbalance) >= 75 %
  FPR-1: false-positive-rate <= 15 %
  BAT-1: battery-life >= 365 days
`;

/** A plan frozen with the shipped case, and the folder its suite lies in. */
const frozenIn = async (): Promise<{ folder: string; frozen: Plan }> => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'business.yaml'), shipped);
  await writeFile(join(folder, 'a.suite.yaml'), suiteText);
  const suite = await loadDocument<Suite>(join(folder, 'a.suite.yaml'), 'suite');
  const criteria = parseCriteria(suite);
  const document = (await loadBusiness(suite, criteria))!;
  const { content: _, ...input } = documentInput('business', document);
  const plan = syntheticPlan({ 'ACC-2': 'recall(cavitation) >= 80 %' });
  const frozen = {
    ...plan,
    ...settingsOf(suite),
    suite: { ...plan.suite, id: 'synthetic' },
    criteria,
    business: document.value as unknown as Plan['business'],
    inputs: [...plan.inputs, input],
  };
  return { folder, frozen: JSON.parse(JSON.stringify(frozen)) as Plan };
};

const judgedBy = async (frozen: Plan, file: string): Promise<AcceptanceRecord> => {
  const { plan, amender } = await amend(frozen, file, { by: 'ada', why: 'new prices' });
  return judgeSynthetic(plan, syntheticEvents(), { frozen, amender });
};

const dearer = shipped.replace('base: 92, high: 115', 'base: 99, high: 115');

test('the same suite with the same case amends nothing', async () => {
  const { folder, frozen } = await frozenIn();
  expect(await judgedBy(frozen, join(folder, 'a.suite.yaml'))).toMatchObject({
    amended: false,
    amendments: [],
  });
});

test.each([
  ['another file', 'field.yaml', /^field\.yaml \(sha256 [0-9a-f]{12}\)$/u],
  ['the same file, changed', 'business.yaml', /^business\.yaml \(sha256 [0-9a-f]{12}\)$/u],
])('%s is judged by and told as an amendment', async (_, name, to) => {
  const { folder, frozen } = await frozenIn();
  const before = await judgedBy(frozen, join(folder, 'a.suite.yaml'));
  await writeFile(join(folder, name), dearer);
  const moved = join(folder, 'moved.suite.yaml');
  await writeFile(moved, suiteText.replace('business.yaml', name));
  const { amended, amendments, business } = await judgedBy(frozen, moved);
  expect(amended).toBe(true);
  expect(amendments).toEqual([
    {
      criterion: 'business',
      from: expect.stringMatching(/^business\.yaml \(sha256 [0-9a-f]{12}\)$/u) as string,
      to: expect.stringMatching(to) as string,
      by: 'ada',
      why: 'new prices',
    },
  ]);
  expect(amendments[0]!.to).not.toBe(amendments[0]!.from);
  expect(business?.npv).not.toEqual(before.business?.npv);
});

test('a case left out is an amendment, and a suite copied without its files keeps the frozen one', async () => {
  const { folder, frozen } = await frozenIn();
  const without = join(folder, 'without.suite.yaml');
  await writeFile(without, suiteText.replace('business: business.yaml\n', ''));
  const left = await judgedBy(frozen, without);
  expect([left.business, left.amendments[0]?.to]).toEqual([null, 'left out']);
  const away = join(await scratchFolder(), 'away.suite.yaml');
  await writeFile(away, suiteText);
  expect((await judgedBy(frozen, away)).amended).toBe(false);
  await writeFile(away, suiteText.replace('business.yaml', 'nowhere.yaml'));
  await expect(judgedBy(frozen, away)).rejects.toThrow('nowhere.yaml');
});
