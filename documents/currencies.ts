import { nearest } from './nearest.ts';

/** Codes of ISO 4217, those of the last years included; a list of our own, so that no Node differs. */
const codes: ReadonlySet<string> = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN ' +
    'BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ' +
    'ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD ' +
    'JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT ' +
    'MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG ' +
    'QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT ' +
    'TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XDR ' +
    'XOF XPF XSU XUA YER ZAR ZMW ZWG'
  ).split(' '),
);

/** How people write a currency who do not write its code. */
const spoken: Readonly<Record<string, string>> = {
  '€': 'EUR',
  EURO: 'EUR',
  EUROS: 'EUR',
  $: 'USD',
  DOLLAR: 'USD',
  '£': 'GBP',
  POUND: 'GBP',
  '¥': 'JPY',
  YEN: 'JPY',
  RMB: 'CNY',
  YUAN: 'CNY',
  FRANKEN: 'CHF',
};

export const isCurrency = (code: string): boolean => codes.has(code);

/** The code that was probably meant. */
export const nearestCurrency = (written: string): string | undefined => {
  const upper = written.trim().toUpperCase();
  if (codes.has(upper)) return upper;
  // Codes are so short that two edits make any of any: all letters have to be there, or the first.
  const sorted = (word: string): string => Array.from(word).toSorted().join('');
  const mixedUp = [...codes].filter(
    (code) => code[0] === upper[0] && sorted(code) === sorted(upper),
  );
  const alike = [...codes].filter((code) => code[0] === upper[0]);
  return spoken[upper] ?? mixedUp[0] ?? nearest(upper, alike);
};

/** Currencies a text names by their codes. */
export const currenciesIn = (text: string): readonly string[] =>
  (text.match(/\b[A-Z]{3}\b/gu) ?? []).filter(isCurrency);
