import { withCurrency, writeAmount } from '../../documents/money.ts';
import type { Business, Range } from '../../schemas/types/record.ts';
import type { Figure } from '../../schemas/types/report-model.ts';
import { money, name } from './format.ts';

/** `not proven (ACC-2)` where a criterion that drives the figure is not a pass. */
export const notProven = (business: Business, figures: readonly string[]): string | null => {
  const ids = business.not_proven
    .filter(({ figure }) => figures.includes(figure))
    .map(({ criterion }) => name(criterion, 24));
  return ids.length === 0 ? null : `not proven: ${[...new Set(ids)].join(', ')}`;
};

/** The worse and the better end of a range: more is worse of costs and months, less of benefits. */
export const endsOf = (
  { low, high }: Range,
  worse: 'more' | 'less',
): { readonly pessimistic: number | null; readonly optimistic: number | null } => {
  const never = worse === 'more' ? Infinity : -Infinity;
  const ordered = [low ?? never, high ?? never].toSorted((a, b) => a - b);
  const [least, most] = ordered.map((value) => (Number.isFinite(value) ? value : null));
  return worse === 'more'
    ? { pessimistic: most ?? null, optimistic: least ?? null }
    : { pessimistic: least ?? null, optimistic: most ?? null };
};

/** `23.0 months` in the notation of the case, or that it never comes. */
export const payback = (
  months: number | null,
  horizon: number,
  locale: string | undefined,
): string =>
  months === null ? `not within ${horizon} months` : `${writeAmount(months, locale, 1)} months`;

/** From the smaller to the larger amount, the currency said once. */
const moneyRange = (range: Range, { currency, locale }: Business): string => {
  const { pessimistic, optimistic } = endsOf(range, 'less');
  const text = (value: number | null): string => money(value, '', locale);
  return withCurrency(`${text(pessimistic)} to ${text(optimistic)}`, currency, locale);
};

/** Lasting payback as page one says it: that there is none in any scenario is a word of its own. */
const paybackFigure = (
  { low, base, high }: Range,
  horizon: number,
  locale: string | undefined,
): { readonly value: string; readonly range: string } => {
  const known = [low, base, high].filter((month) => month !== null);
  if (known.length === 0) {
    return { value: 'never', range: `not within ${horizon} months in any of the three scenarios` };
  }
  const best = writeAmount(Math.min(...known), locale, 1);
  const range =
    known.length < 3
      ? `at best ${best}, at worst not within ${horizon} months`
      : `${best} to ${writeAmount(Math.max(...known), locale, 1)} months`;
  const never = `never pays back within ${horizon} months`;
  return { value: base === null ? never : payback(base, horizon, locale), range };
};

/** The four figures a manager asks for, each with its range. */
export const figuresOf = (business: Business | null): Figure[] => {
  if (!business) return [];
  const { currency, locale, horizon_months: horizon } = business;
  const inMoney = (value: number | null): string => money(value, currency, locale);
  const lasting = business.lasting_payback_months;
  const npv = endsOf(business.npv, 'less');
  return [
    {
      id: 'investment',
      label: 'Investment',
      value: inMoney(business.investment.base),
      range: moneyRange(business.investment, business),
      parts: [],
      not_proven: notProven(business, ['investment']),
    },
    {
      id: 'net_yearly',
      label: 'Net benefit a year',
      value: inMoney(business.net_yearly.base),
      range: moneyRange(business.net_yearly, business),
      parts: [
        { label: 'Cloud', value: inMoney(business.cloud_yearly.base) },
        { label: 'Uptime', value: inMoney(business.uptime_yearly.base) },
      ],
      not_proven: notProven(business, ['net_yearly', 'cloud_yearly', 'uptime_yearly']),
    },
    {
      id: 'lasting_payback_months',
      label: 'Lasting payback',
      ...paybackFigure(lasting, horizon, locale),
      parts: [],
      not_proven: notProven(business, ['lasting_payback_months', 'payback_months']),
    },
    {
      id: 'npv',
      label: 'Downside NPV',
      value: inMoney(npv.pessimistic),
      range: `expected ${inMoney(business.npv.base)}, upside ${money(npv.optimistic, '', locale)}`,
      parts: [],
      not_proven: notProven(business, ['npv']),
    },
  ];
};
