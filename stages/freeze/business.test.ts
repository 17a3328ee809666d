import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDocument } from '../../documents/yaml-document.ts';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';
import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Suite } from '../../schemas/types/suite.ts';
import { loadBusiness } from './business.ts';
import { parseCriteria } from './criteria.ts';

const shipped = await readFile(
  new URL('../../fixtures/pump/business.yaml', import.meta.url),
  'utf8',
);

const suiteText = `suite: made-up
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

/** Freezes the shipped case with one passage written otherwise. */
const edited = async (
  from: string | RegExp,
  to: string,
): Promise<{ load: () => Promise<BusinessCase>; place: (of: string) => object }> => {
  const folder = await scratchFolder();
  const text = shipped.replace(from, to);
  expect(text === shipped).toBe(from === to);
  await writeFile(join(folder, 'business.yaml'), text);
  await writeFile(join(folder, 'suite.yaml'), suiteText);
  const suite = await loadDocument<Suite>(join(folder, 'suite.yaml'), 'suite');
  const lines = text.split('\n');
  return {
    load: async () => (await loadBusiness(suite, parseCriteria(suite)))!.value,
    place: (of) => {
      const line = lines.findIndex((one) => one.includes(of));
      return {
        file: join(folder, 'business.yaml'),
        line: line + 1,
        column: lines[line]!.indexOf(of) + 1,
      };
    },
  };
};

test('the shipped case is accepted', async () => {
  const { load } = await edited('EUR', 'EUR');
  expect((await load()).currency).toBe('EUR');
});

test.each([
  ['LOCALE_UNKNOWN', 'locale: en-GB', 'locale: de_DE', 'de_DE', /Did you mean "de-DE"/u],
  ['LOCALE_UNKNOWN', 'locale: en-GB', 'locale: xx-QQ', 'xx-QQ', /such as en-GB/u],
  ['CURRENCY_UNKNOWN', 'currency: EUR', 'currency: EURO', 'EURO', /Did you mean "EUR"/u],
  ['CURRENCY_UNKNOWN', 'currency: EUR', 'currency: UDS', 'UDS', /Did you mean "USD"/u],
  ['BUSINESS_RANGE', '{low: 78, base: 92', '{low: 98, base: 92', '98, base', /smallest/u],
  ['BUSINESS_RANGE', '{low: 78', '{low: -78', '-78', /smallest/u],
  ['BUSINESS_RANGE', 'high: 0.65, unit: share', 'high: 65, unit: share', '0.3, base', /smallest/u],
  ['BUSINESS_UNIT', 'unit: EUR a swap', 'unit: USD a swap', 'USD a swap', /Mend the unit/u],
  ['BUSINESS_UNIT', 'unit: EUR a fault', 'unit: £ a fault', '£ a fault', /Mend the unit/u],
  ['BUSINESS_UNIT', '"% a year"', 'EUR a year', 'EUR a year', /Mend the unit/u],
  ['BUSINESS_UNIT', 'unit: days', 'unit: months', 'months', /Mend the unit/u],
  [
    'BUSINESS_UNIT',
    '0.30, unit: EUR a device and month',
    '0.30, unit: EUR a year',
    'EUR a year',
    /Mend/u,
  ],
  ['LOCALE_UNKNOWN', 'locale: en-GB', 'locale: english', 'english', /Did you mean "en"/u],
  ['BUSINESS_INPUT_IDLE', '  false-alarms: FPR-1\n', '', '{low: 25, base: 35', /leave/u],
  ['BUSINESS_CRITERION_UNKNOWN', 'ACC-3,', 'ACC-9,', 'ACC-9', /Did you mean "ACC-/u],
  ['BUSINESS_CRITERION_UNIT', 'battery-life: BAT-1', 'battery-life: ACC-2', 'ACC-2', /recall/u],
])('%s: %s written as %s is refused where it stands', async (code, from, to, at, hint) => {
  const { load, place } = await edited(from, to);
  const last = code === 'BUSINESS_CRITERION_UNIT';
  await expect(load()).rejects.toMatchObject({
    code,
    hint: expect.stringMatching(hint) as string,
    where: last ? { line: shipped.split('\n').length - 1 } : place(at),
  });
});

test.each([
  [/, source: "assumption: one D cell[^"]*"/u, '', /source/u],
  [/source: "assumption: one D cell[^"]*"/u, 'source: " "', /source|pattern/u],
  ['fleet: 400', 'fleet: -400', /fleet/u],
  ['  device:', '  devise:', /devise/u],
  ['horizon: 60', 'horizon: 0', /horizon/u],
])('%s is refused by the schema, with its place', async (from, to, message) => {
  const { load } = await edited(from, to);
  await expect(load()).rejects.toMatchObject({
    code: 'SCHEMA',
    message: expect.stringMatching(message) as string,
    where: { line: expect.any(Number) as number, column: expect.any(Number) as number },
  });
});
