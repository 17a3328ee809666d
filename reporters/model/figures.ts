import type { Business, Range } from '../../schemas/types/record.ts';
import type { Figure } from '../../schemas/types/report-model.ts';
import { fixed, money, name } from './format.ts';

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

/** `23.0 months`, or that it never comes. */
export const payback = (months: number | null, horizon: number): string =>
  months === null ? `not within ${horizon} months` : `${fixed(months, 1)} months`;

const moneyRange = (range: Range, currency: string): string => {
  const { pessimistic, optimistic } = endsOf(range, 'less');
  return `${money(pessimistic, currency)} to ${money(optimistic, '')}`;
};

const paybackRange = ({ low, base, high }: Range, horizon: number): string => {
  const known = [low, base, high].filter((month) => month !== null);
  if (known.length === 0) return 'in no case';
  const best = fixed(Math.min(...known), 1);
  return known.length < 3
    ? `at best ${best}, at worst not within ${horizon} months`
    : `${best} to ${fixed(Math.max(...known), 1)} months`;
};

/** The four figures a manager asks for, each with its range. */
export const figuresOf = (business: Business | null): Figure[] => {
  if (!business) return [];
  const { currency, horizon_months: horizon } = business;
  const lasting = business.lasting_payback_months;
  const npv = endsOf(business.npv, 'less');
  return [
    {
      id: 'investment',
      label: 'Investment',
      value: money(business.investment.base, currency),
      range: moneyRange(business.investment, currency),
      parts: [],
      not_proven: notProven(business, ['investment']),
    },
    {
      id: 'net_yearly',
      label: 'Net benefit a year',
      value: money(business.net_yearly.base, currency),
      range: moneyRange(business.net_yearly, currency),
      parts: [
        { label: 'Cloud', value: money(business.cloud_yearly.base, currency) },
        { label: 'Uptime', value: money(business.uptime_yearly.base, currency) },
      ],
      not_proven: notProven(business, ['net_yearly', 'cloud_yearly', 'uptime_yearly']),
    },
    {
      id: 'lasting_payback_months',
      label: 'Lasting payback',
      value: payback(lasting.base, horizon),
      range: paybackRange(lasting, horizon),
      parts: [],
      not_proven: notProven(business, ['lasting_payback_months', 'payback_months']),
    },
    {
      id: 'npv',
      label: 'Downside NPV',
      value: money(npv.pessimistic, currency),
      range: `expected ${money(business.npv.base, currency)}, upside ${money(npv.optimistic, '')}`,
      parts: [],
      not_proven: notProven(business, ['npv']),
    },
  ];
};
