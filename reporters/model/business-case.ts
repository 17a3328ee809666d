import type { Business } from '../../schemas/types/record.ts';
import type { AmountRow, BusinessCase, Fact } from '../../schemas/types/report-model.ts';
import { withCurrency, writeAmount } from '../../documents/money.ts';
import { inputRows } from './business-inputs.ts';
import { endsOf, notProven, payback } from './figures.ts';
import { inputText, tornadoOf } from './tornado.ts';
import { money, name, unknown, sentence } from './format.ts';

const groupLabels: readonly (readonly [Business['lines'][number]['group'], string])[] = [
  ['investment', 'Investment'],
  ['running-cost', 'Running costs'],
  ['cloud', 'Cloud costs avoided'],
  ['uptime', 'Uptime value'],
];

const share = (value: number | null, locale: string | undefined, decimals: number = 1): string =>
  value === null ? unknown : `${writeAmount(value * 100, locale, decimals)} %`;

const amountRow = (line: Business['lines'][number], locale: string | undefined): AmountRow => {
  const { low, base, high } = line.amount;
  // One row, one number of decimals: a price keeps its cents beside one that has none.
  const cents = [low, base, high].some(
    (value) => value !== null && Math.abs(value) < 100 && !Number.isInteger(value),
  );
  const amount = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : writeAmount(value, locale, cents ? 2 : 0);
  const yearly = line.yearly?.base;
  return {
    label: name(line.label),
    per: name(line.per, 40),
    low: amount(low),
    base: amount(base),
    high: amount(high),
    yearly: yearly === null || yearly === undefined ? '' : writeAmount(yearly, locale),
    source: name(line.source, 160),
    origin: line.origin ?? '',
  };
};

type Total = BusinessCase['totals'][number];

const totalsOf = (business: Business): Total[] => {
  const { currency, locale, horizon_months: horizon } = business;
  const inMoney = (value: number | null): string => money(value, currency, locale);
  const inMonths = (value: number | null): string => payback(value, horizon, locale);
  const total = (
    label: string,
    figure:
      | 'investment'
      | 'running_yearly'
      | 'net_yearly'
      | 'cloud_yearly'
      | 'uptime_yearly'
      | 'npv'
      | 'roi'
      | 'payback_months'
      | 'lasting_payback_months'
      | 'discounted_first_payback_months'
      | 'discounted_payback_months',
    worse: 'more' | 'less',
    print: (value: number | null) => string,
  ): Total[] => {
    const range = business[figure];
    if (!range) return [];
    const { pessimistic, optimistic } = endsOf(range, worse);
    return [
      {
        label,
        low: print(pessimistic),
        base: print(range.base),
        high: print(optimistic),
        not_proven: notProven(business, [figure]),
      },
    ];
  };
  return [
    ...total('Investment', 'investment', 'more', inMoney),
    ...total('Cloud costs avoided a year', 'cloud_yearly', 'less', inMoney),
    ...total('Uptime value a year', 'uptime_yearly', 'less', inMoney),
    ...total('Running costs a year', 'running_yearly', 'more', inMoney),
    ...total('Net benefit a year', 'net_yearly', 'less', inMoney),
    ...total('First payback', 'payback_months', 'more', inMonths),
    ...total('Lasting payback', 'lasting_payback_months', 'more', inMonths),
    ...total('First discounted payback', 'discounted_first_payback_months', 'more', inMonths),
    ...total('Lasting discounted payback', 'discounted_payback_months', 'more', inMonths),
    ...total('Net present value', 'npv', 'less', inMoney),
    ...total('Return on investment', 'roi', 'less', (value) => share(value, locale, 0)),
  ];
};

/** The rate where there is exactly one; else every rate that fits, or why there is none. */
const internalRate = (business: Business): string => {
  const { irr, irr_status: status, irr_roots: roots = [], irr_caution: caution, locale } = business;
  if (irr !== null && irr !== undefined) {
    const warned = caution
      ? ', to be read with care: the cash flow changes its sign more than once'
      : '';
    return `${share(irr, locale)} a year${warned}`;
  }
  if (status === 'unique') return 'too large to be stated';
  if (roots.length < 2) return 'none: no single rate makes the net present value zero';
  const rates = roots.map((root) => share(root, locale));
  const all = `${rates.slice(0, -1).join(', ')} and ${rates.at(-1)} a year`;
  return `not unique: ${all} all make the net present value zero, so none of them is a return`;
};

/** The rate as it was written; what dividing it by a hundred left behind is no figure of it. */
const rateText = ({ discount_rate, locale }: Business): string =>
  `${inputText(Number((discount_rate * 100).toPrecision(12)), 'rate', locale)} %`;

const assumptionsOf = (business: Business): Fact[] => [
  { label: 'Fleet', value: `${writeAmount(business.fleet, business.locale)} devices` },
  { label: 'Horizon', value: `${business.horizon_months} months` },
  { label: 'Discount rate', value: `${rateText(business)} a year` },
  { label: 'Internal rate of return', value: internalRate(business) },
  ...(business.mirr === null || business.mirr === undefined
    ? []
    : [
        {
          label: 'Modified internal rate of return',
          value: `${share(business.mirr, business.locale)} a year, financed and reinvested at the discount rate`,
        },
      ]),
];

/** That the money is not back within the horizon, as page one says it; null where it is. */
const verdictOf = ({
  lasting_payback_months,
  net_yearly,
  npv,
  horizon_months,
  currency,
  locale,
}: Business): string | null => {
  const { low, base, high } = lasting_payback_months;
  if (base !== null) return null;
  const within = `within ${horizon_months} months`;
  const rest = ` Its expected net present value is ${money(npv.base, currency, locale)}. No criterion covers this, so it is no part of the decision.`;
  if (low !== null || high !== null) {
    return `This case does not pay back ${within} in the expected scenario.${rest}`;
  }
  const loses = (net_yearly.base ?? 0) < 0;
  const losing = loses
    ? ' It costs more a year to run than it brings, so waiting does not help.'
    : '';
  return `This case never pays back ${within} in any of its three scenarios.${losing}${rest}`;
};

/** How numbers are written, where a reader of English would read them wrongly. */
const notationOf = ({ currency, locale }: Business): string | null => {
  const written = (tag?: string): string =>
    `${money(1_234_567, currency, tag)} ${writeAmount(1.5, tag)}`;
  if (locale === undefined || written(locale) === written()) return null;
  const example = withCurrency(writeAmount(1234.5, locale, 2), currency, locale);
  return `Numbers of the business case are written as in ${name(locale, 40)}: ${example}. Months in its sentence keep a decimal point.`;
};

const cashFlowOf = (business: Business): BusinessCase['cash_flow'] => {
  const { currency, locale, horizon_months: horizon } = business;
  const first = business.payback_months.base;
  const lasting = business.lasting_payback_months.base;
  const end = business.cash_flow.at(-1);
  const text = (value: number): string => money(value, currency, locale);
  const turns =
    lasting !== null
      ? `it is positive for good from month ${writeAmount(lasting, locale, 1)}`
      : first === null
        ? 'it never turns positive'
        : `it turns positive in month ${writeAmount(first, locale, 1)} but not for good`;
  const ends = end
    ? ` and ends at ${text(end.base)}; pessimistic ${text(end.low)}, optimistic ${text(end.high)}`
    : '';
  return {
    currency,
    ...(locale === undefined ? {} : { locale }),
    months: business.cash_flow,
    first,
    lasting,
    finding: `Cumulative cash flow over ${horizon} months: in the expected case ${turns}${ends}.`,
  };
};

/** Business case of a record: what it adds up to, every line, and every input with its source. */
export const businessCase = (business: Business | null): BusinessCase | null =>
  business && {
    currency: business.currency,
    sentence: sentence(business.sentence),
    assumptions: assumptionsOf(business),
    totals: totalsOf(business),
    groups: groupLabels.flatMap(([id, label]) => {
      const rows = business.lines
        .filter(({ group }) => group === id)
        .map((line) => amountRow(line, business.locale));
      return rows.length === 0 ? [] : [{ id, label, rows }];
    }),
    inputs: inputRows(business),
    tornado: tornadoOf(business),
    verdict: verdictOf(business),
    notation: notationOf(business),
    cash_flow: cashFlowOf(business),
  };
