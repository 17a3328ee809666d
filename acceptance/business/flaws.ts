import { currenciesIn, isCurrency, nearestCurrency } from '../../documents/currencies.ts';
import { isLocale, knownLanguages } from '../../documents/money.ts';
import { dimensionOf } from '../../documents/units.ts';
import type { BusinessCase } from '../../schemas/types/business.ts';
import { flawHint, flawOf, measureOf, placedInputs, type PlacedInput } from './inputs.ts';

/** What is wrong with a case that its schema lets through, and where: a path of keys. */
export interface BusinessFlaw {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
  readonly hint: string;
}

const notationFlaws = ({ currency, locale }: BusinessCase): BusinessFlaw[] => {
  const flaws: BusinessFlaw[] = [];
  if (!isCurrency(currency)) {
    const meant = nearestCurrency(currency);
    const hint = meant ? `Did you mean "${meant}"?` : 'Write three capitals, such as EUR or USD.';
    const message = `"${currency.slice(0, 40)}" is not a currency code of ISO 4217`;
    flaws.push({ code: 'CURRENCY_UNKNOWN', path: ['currency'], message, hint });
  }
  if (locale !== undefined && !isLocale(locale)) {
    const meant = locale.replaceAll('_', '-');
    const close = knownLanguages.find((language) => locale.toLowerCase().startsWith(language));
    const known = `Write a language and a region, such as en-GB or de-DE. Languages: ${knownLanguages.join(', ')}.`;
    const guess = isLocale(meant) ? meant : close;
    const hint = guess ? `Did you mean "${guess}"?` : known;
    const message = `"${locale.slice(0, 40)}" is not a known locale`;
    flaws.push({ code: 'LOCALE_UNKNOWN', path: ['locale'], message, hint });
  }
  return flaws;
};

const signs: readonly (readonly [sign: string, of: RegExp])[] = [
  ['€', /^EUR$/u],
  ['£', /P$/u],
  ['¥', /^(?:JPY|CNY)$/u],
];

const perMonth = (path: readonly string[]): boolean => path[0] === 'cloud';
const perYear = new Set(['support', 'licence', 'updates', 'operation']);

/** What a unit says that cannot be so, or undefined; nothing is read into words of other tongues. */
const unitFlaw = ({ path, input: { unit } }: PlacedInput, currency: string): string | undefined => {
  const measure = measureOf(path.join('.'));
  if (measure === 'share' && unit.includes('%')) return 'a share is written between 0 and 1';
  if (measure === 'rate' && !unit.includes('%')) return 'a rate is written in % a year';
  if (measure === 'days' && !/\bdays?\b/iu.test(unit)) return 'the time is written in days';
  if (measure !== 'money') return undefined;
  if (unit.includes('%')) return `an amount is written in ${currency}`;
  // Some codes are English words, too: one counts only where a currency stands, at the front.
  const [front = ''] = /^\s*[A-Z]{3}\b/u.exec(unit) ?? [];
  const other = currenciesIn(front).find((code) => code !== currency);
  const sign = signs.find(([mark, of]) => unit.includes(mark) && !of.test(currency));
  if (other !== undefined || sign) return `the case is in ${currency}`;
  if (perMonth(path) && /\byear/iu.test(unit)) return 'cloud costs are per device and month';
  const yearly = perYear.has(path.at(-1) ?? '') && /\bmonth/iu.test(unit);
  return yearly ? 'this cost is per year' : undefined;
};

/** Inputs that nothing multiplies: their cost or benefit would silently be left out. */
const idleInputs = (business: BusinessCase): BusinessFlaw[] => {
  const { costs, uptime, 'driven-by': driven = {} } = business;
  const idle = (path: readonly string[], missing: string): BusinessFlaw => ({
    code: 'BUSINESS_INPUT_IDLE',
    path,
    message: `${path.join('.')} would count for nothing: ${missing}`,
    hint: 'Add what is missing, or leave this input out.',
  });
  const flaws: BusinessFlaw[] = [];
  const limit = costs['battery-life-limit'];
  if (costs['battery-swap'] && !limit && driven['battery-life'] === undefined) {
    const missing = 'neither driven-by.battery-life nor costs.battery-life-limit says how often';
    flaws.push(idle(['costs', 'battery-swap'], missing));
  }
  if (limit && !costs['battery-swap']) {
    flaws.push(idle(['costs', 'battery-life-limit'], 'costs.battery-swap has no price'));
  }
  if (costs['visit-per-false-alarm'] && (!uptime || driven['false-alarms'] === undefined)) {
    const missing = 'it needs driven-by.false-alarms and the decisions a year under uptime';
    flaws.push(idle(['costs', 'visit-per-false-alarm'], missing));
  }
  if (costs.downtime && driven.uptime === undefined) {
    flaws.push(idle(['costs', 'downtime'], 'driven-by.uptime says how long'));
  }
  if (uptime && (driven.recall ?? []).length === 0) {
    flaws.push(idle(['uptime'], 'driven-by.recall says how many faults are found'));
  }
  return flaws;
};

/** What is wrong with a case that its schema lets through, in the order of the file's sections. */
export const businessFlaws = (business: BusinessCase): BusinessFlaw[] => [
  ...notationFlaws(business),
  ...placedInputs(business).flatMap((placed): BusinessFlaw[] => {
    const { path, input } = placed;
    const id = path.join('.');
    const range = flawOf(placed);
    if (range !== undefined) {
      const message = `${id} ${range}`;
      return [{ code: 'BUSINESS_RANGE', path: [...path, 'low'], message, hint: flawHint }];
    }
    const flaw = unitFlaw(placed, business.currency);
    if (flaw === undefined) return [];
    const message = `The unit of ${id}, "${input.unit.slice(0, 60)}", contradicts the case: ${flaw}`;
    const hint = 'Mend the unit, and the three values if they were meant in it.';
    return [{ code: 'BUSINESS_UNIT', path: [...path, 'unit'], message, hint }];
  }),
  ...idleInputs(business),
];

/** Dimensions in which a driver has to be measured. */
export const driverDimensions: Readonly<Record<string, string>> = {
  recall: dimensionOf('%')!,
  'false-alarms': dimensionOf('%')!,
  'battery-life': dimensionOf('days')!,
  uptime: dimensionOf('%')!,
};
