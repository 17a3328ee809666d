import { scaleLinear } from 'd3-scale';
import { area, line as lineOf } from 'd3-shape';
import { writeAmount } from '../../documents/money.ts';
import type { BusinessCase } from '../../schemas/types/report-model.ts';
import { xAxis, yAxis } from './axis.ts';
import { widthOf } from './labels.ts';
import { chartWidth, element, fill, line, picture, stroke, text, type Svg } from './svg.ts';

type Month = BusinessCase['cash_flow']['months'][number];
type Case = 'low' | 'base' | 'high';

const names: Readonly<Record<Case, string>> = {
  low: 'pessimistic',
  base: 'expected',
  high: 'optimistic',
};
const strokes: Readonly<Record<Case, Readonly<Record<string, string | number | undefined>>>> = {
  low: stroke('ink', 1.2, '5 3'),
  base: stroke('ink', 2.2),
  high: stroke('ink', 1.2, '1.5 2.5'),
};
const cases: readonly Case[] = ['high', 'base', 'low'];

/** Names at the line ends, pushed down where they would lie on each other. */
const endLabels = (last: Month, y: (value: number) => number, x: number): Svg[] => {
  let free = -Infinity;
  return cases
    .map((scenario) => ({ scenario, at: y(last[scenario]) + 4 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ scenario, at }) => {
      const place = Math.max(at, free);
      free = place + 13;
      return text(x + 6, place, names[scenario], { bold: scenario === 'base' });
    });
};

/** Right below the line it belongs to, which rises there; left of it where the plot ends. */
const beside = (x: number, y: number, label: string, right: number): Svg =>
  x + 6 + widthOf(label) > right ? text(x - 6, y, label, { anchor: 'end' }) : text(x + 6, y, label);

/** Cumulative cash flow of the three cases, with the months of first and lasting payback. */
export const cashFlowChart = ({
  months,
  currency,
  locale,
  first,
  lasting,
  finding,
}: BusinessCase['cash_flow']): Svg => {
  const values = months.flatMap(({ low, base, high }) => [low, base, high]);
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  const top = 30;
  const bottom = 210;
  const y = scaleLinear()
    .domain([least, most === least ? 1 : most])
    .nice(5)
    .range([bottom, top]);
  const worded = (tick: number): string => writeAmount(tick, locale);
  const left = 14 + Math.max(...y.ticks(5).map((tick) => widthOf(worded(tick))));
  const right = chartWidth - 76;
  const last = months.at(-1);
  const x = scaleLinear()
    .domain([0, Math.max(1, last?.month ?? 1)])
    .range([left, right]);
  const path = (scenario: Case): string =>
    lineOf<Month>()
      .x(({ month }) => x(month))
      .y((month) => y(month[scenario]))
      .digits(2)(months) ?? '';
  const band =
    area<Month>()
      .x(({ month }) => x(month))
      .y0(({ low }) => y(low))
      .y1(({ high }) => y(high))
      .digits(2)(months) ?? '';
  const paybacks = [
    ...(first === null || first === lasting
      ? []
      : [{ month: first, label: `first payback, month ${writeAmount(first, locale, 1)}` }]),
    ...(lasting === null
      ? []
      : [{ month: lasting, label: `lasting payback, month ${writeAmount(lasting, locale, 1)}` }]),
  ].filter(({ month }) => month <= (last?.month ?? 0));
  // Labels hang below the line of zero; where the axis is right there, they stand above it.
  const [step, away] = y(0) + 48 > bottom ? [-14, -7] : [14, 15];
  const never = lasting === null && last ? 'expected: no lasting payback' : '';
  return picture(
    bottom + 36,
    finding,
    text(2, 12, `cumulative, ${currency}`, { paint: 'muted' }),
    ...(never === '' ? [] : [text(right, 12, never, { anchor: 'end', bold: true })]),
    element('path', { d: band, ...fill('soft') }),
    yAxis(y, left, right, 5, worded),
    line(left, y(0), right, y(0), stroke('ink', 1)),
    ...cases.map((scenario) => element('path', { d: path(scenario), ...strokes[scenario] })),
    ...paybacks.flatMap(({ month, label }, index) => [
      line(x(month), y(0), x(month), y(0) + away + index * step, stroke('ink', 1)),
      element('circle', { cx: x(month), cy: y(0), r: 4, ...fill('ink') }),
      beside(x(month), y(0) + away + index * step, label, right),
    ]),
    ...(last ? endLabels(last, y, right) : []),
    xAxis(x, bottom, 'months after the investment', 7),
  );
};
