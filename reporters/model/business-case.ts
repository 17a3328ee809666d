import type { Business } from '../../schemas/types/record.ts';
import type { AmountRow, BusinessCase, Fact } from '../../schemas/types/report-model.ts';
import { endsOf, notProven, payback } from './figures.ts';
import { tornadoOf } from './tornado.ts';
import { count, fixed, money, name, percent, plain, sentence } from './format.ts';

const groupLabels: readonly (readonly [Business['lines'][number]['group'], string])[] = [
  ['investment', 'Investment'],
  ['running-cost', 'Running costs'],
  ['cloud', 'Cloud costs avoided'],
  ['uptime', 'Uptime value'],
];

const amountRow = (line: Business['lines'][number]): AmountRow => {
  const amount = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : money(value, '');
  return {
    label: name(line.label),
    per: name(line.per, 40),
    low: amount(line.amount.low),
    base: amount(line.amount.base),
    high: amount(line.amount.high),
    yearly: amount(line.yearly?.base),
    source: name(line.source, 160),
    origin: line.origin ?? '',
  };
};

type Total = BusinessCase['totals'][number];

const totalsOf = (business: Business): Total[] => {
  const { currency, horizon_months: horizon } = business;
  const inMoney = (value: number | null): string => money(value, currency);
  const inMonths = (value: number | null): string => payback(value, horizon);
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
    ...total('Return on investment', 'roi', 'less', (value) => percent(value, 0)),
  ];
};

/** The rate where there is exactly one; else every rate that fits, or why there is none. */
const internalRate = (business: Business): string => {
  const { irr, irr_status: status, irr_roots: roots = [], irr_caution: caution } = business;
  if (irr !== null && irr !== undefined) {
    const warned = caution
      ? ', to be read with care: the cash flow changes its sign more than once'
      : '';
    return `${percent(irr)} a year${warned}`;
  }
  if (status === 'unique') return 'too large to be stated';
  if (roots.length < 2) return 'none: no single rate makes the net present value zero';
  const rates = roots.map((root) => percent(root));
  const all = `${rates.slice(0, -1).join(', ')} and ${rates.at(-1)} a year`;
  return `not unique: ${all} all make the net present value zero, so none of them is a return`;
};

const assumptionsOf = (business: Business): Fact[] => [
  { label: 'Fleet', value: `${count(business.fleet)} devices` },
  { label: 'Horizon', value: `${count(business.horizon_months)} months` },
  { label: 'Discount rate', value: `${percent(business.discount_rate)} a year` },
  { label: 'Internal rate of return', value: internalRate(business) },
  ...(business.mirr === null || business.mirr === undefined
    ? []
    : [
        {
          label: 'Modified internal rate of return',
          value: `${percent(business.mirr)} a year, financed and reinvested at the discount rate`,
        },
      ]),
];

/** Business case of a record: every line with its range and source, and what they add up to. */
export const businessCase = (business: Business | null): BusinessCase | null => {
  if (!business) return null;
  const { currency, horizon_months: horizon } = business;
  const first = business.payback_months.base;
  const lasting = business.lasting_payback_months.base;
  const end = business.cash_flow.at(-1);
  return {
    currency,
    sentence: sentence(business.sentence),
    assumptions: assumptionsOf(business),
    totals: totalsOf(business),
    groups: groupLabels.flatMap(([id, label]) => {
      const rows = business.lines.filter(({ group }) => group === id).map(amountRow);
      return rows.length === 0 ? [] : [{ id, label, rows }];
    }),
    inputs: (business.inputs ?? []).map(({ label, low, base, high, unit, source }) => ({
      label: name(label),
      unit: unit === 'count' ? '' : name(unit, 40),
      low: plain(low),
      base: plain(base),
      high: plain(high),
      source: name(source, 160),
    })),
    tornado: tornadoOf(business),
    verdict: null,
    notation: null,
    cash_flow: {
      currency,
      months: business.cash_flow,
      first,
      lasting,
      finding: `Cumulative cash flow over ${count(horizon)} months: in the expected case ${lasting === null ? `it does not turn positive for good` : `it is positive for good from month ${fixed(lasting, 1)}`}${end ? ` and ends at ${money(end.base, currency)}; pessimistic ${money(end.low, currency)}, optimistic ${money(end.high, currency)}` : ''}.`,
    },
  };
};
