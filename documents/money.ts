/** Thousands sign, decimal sign, digits a group counted from the right, place of the code. */
type Notation = readonly [string, string, 'threes' | 'lakhs', 'before' | 'after'];

const comma: Notation = [',', '.', 'threes', 'before'];
const commaAfter: Notation = [',', '.', 'threes', 'after'];
const lakhs: Notation = [',', '.', 'lakhs', 'before'];
const point: Notation = ['.', ',', 'threes', 'before'];
const pointAfter: Notation = ['.', ',', 'threes', 'after'];
const space: Notation = ['\u00a0', ',', 'threes', 'before'];
const spaceAfter: Notation = ['\u00a0', ',', 'threes', 'after'];
const apostrophe: Notation = ['\u2019', '.', 'threes', 'before'];

/**
 * Notations of amounts by language, and where a region writes otherwise. Kept here and not asked of
 * Node, whose tables change with its version: the same record has to give the same bytes on all.
 * Digits are always 0 to 9, four of them are grouped too, and a space never breaks a line.
 * Source: Unicode CLDR 45.
 */
const table: readonly (readonly [Notation, string])[] = [
  [comma, 'am cy en fa fil ga ja kn ko ml mn mr ms mt si sw th ur zh zu'],
  [comma, 'es-DO es-GT es-HN es-MX es-NI es-PA es-PE es-PR es-SV es-US'],
  [commaAfter, 'ar he km my'],
  [lakhs, 'bn en-IN gu hi ne pa ta te'],
  [point, 'de-AT en-AT es-AR es-BO es-CL es-CO es-EC es-PY es-UY es-VE id lo nl pt tr'],
  [pointAfter, 'az bs ca da de el es eu fr-LU gl hr is it mk ro sl sr vi'],
  [space, 'af en-ZA es-CR'],
  [spaceAfter, 'be bg cs et fi fr hu hy ka kk lt lv nb nn no pl pt-PT ru sk sq sv uk uz'],
  [apostrophe, 'de-CH de-LI it-CH'],
  [['\u00a0', '.', 'threes', 'after'], 'fr-CH'],
];

const notations: ReadonlyMap<string, Notation> = new Map(
  table.flatMap(([notation, names]) => names.split(' ').map((name) => [name, notation] as const)),
);

/** Languages whose notation is known, for a hint. */
export const knownLanguages: readonly string[] = [...notations.keys()]
  .filter((name) => !name.includes('-'))
  .toSorted();

const notationFor = (locale: string): Notation | undefined => {
  try {
    const { language, region } = new Intl.Locale(locale);
    return notations.get(`${language}-${region ?? ''}`) ?? notations.get(language);
  } catch {
    return undefined;
  }
};

/** Whether a BCP 47 tag is well formed and names a language and a region that are known. */
export const isLocale = (tag: string): boolean => {
  if (notationFor(tag) === undefined) return false;
  const { region } = new Intl.Locale(tag);
  if (region === undefined) return true;
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(region) !== undefined;
};

const grouped = (whole: string, sign: string, by: Notation[2]): string =>
  by === 'threes'
    ? whole.replace(/\B(?=(?:\d{3})+$)/gu, sign)
    : whole.replace(/\B(?=(?:\d{2})*\d{3}$)/gu, sign);

/** Decimals of an amount: cents only where they matter, below 100. */
const centsOf = (value: number): number =>
  Math.abs(value) < 100 && !Number.isInteger(value) ? 2 : 0;

/**
 * An amount without its currency, in the notation of a locale: `1.234,50`. Without a locale, or
 * with one that is not known, as in English. Whole units from 100 on, where `decimals` says nothing.
 */
export const writeAmount = (
  value: number,
  locale: string | undefined,
  decimals: number = centsOf(value),
): string => {
  const [sign, decimal, by] = notationFor(locale ?? 'en') ?? comma;
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const text = `${grouped(whole, sign, by)}${fraction === undefined ? '' : decimal + fraction}`;
  return value < 0 && /[1-9]/u.test(text) ? `\u2212${text}` : text;
};

/** An amount, or a text made of amounts, with the code of its currency where the locale puts it. */
export const withCurrency = (
  amount: string,
  currency: string,
  locale: string | undefined,
): string => {
  if (currency === '') return amount;
  const [, , , place] = notationFor(locale ?? 'en') ?? comma;
  return place === 'before' ? `${currency} ${amount}` : `${amount} ${currency}`;
};

/** `EUR 1,234` or `1.234 EUR`. */
export const writeMoney = (value: number, currency: string, locale?: string): string =>
  withCurrency(writeAmount(value, locale), currency, locale);
