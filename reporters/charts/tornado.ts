import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { BusinessCase, SwingRow } from '../../schemas/types/report-model.ts';
import { writeAmount } from '../../documents/money.ts';
import { barsShown } from '../model/tornado.ts';
import { xAxis } from './axis.ts';
import { fit, widthOf } from './labels.ts';
import { chartWidth, element, fill, line, picture, stroke, text, type Svg } from './svg.ts';

type Tornado = BusinessCase['tornado'];

const small = 9.5;
const rowHeight = 27;
const barHeight = 13;
const labelWidth = 206;
const valueWidth = 44;
const turnWidth = 74;

/** The low end is hollow and the high end solid, so that grey print tells them apart. */
const bar = (from: number, to: number, y: number, end: 'low' | 'high'): Svg =>
  element('rect', {
    x: Math.min(from, to),
    y,
    width: Math.abs(to - from),
    height: barHeight,
    ...(end === 'low' ? fill('paper') : fill('data')),
    class: `${end === 'low' ? 'f-paper' : 'f-data'} s-data`,
    stroke: stroke('data')['stroke'],
    'stroke-width': 1.2,
  });

const diamond = (x: number, y: number): Svg =>
  element('path', { d: `M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z`, ...fill('ink') });

/** Values of the input at the outer ends of its bars; both beside one another where both go one way. */
const ends = (row: SwingRow, x: (npv: number) => number, at: number, y: number): Svg[] => {
  const [low, high] = [x(row.npv_low), x(row.npv_high)];
  const label = (where: number, words: string): Svg => {
    const [start, width] = [where < at ? where - 4 : where + 4, widthOf(words, small)];
    const left = where < at ? start - width : start;
    return element(
      'g',
      {},
      // The line of zero may pass behind a value, not through it.
      element('rect', { x: left, y: y - 9, width, height: 12, ...fill('paper') }),
      text(start, y, words, { anchor: where < at ? 'end' : 'start', size: small }),
    );
  };
  if (low < at === high < at && low !== at && high !== at) {
    const outer = low < at ? Math.min(low, high) : Math.max(low, high);
    return [label(outer, `${row.low} / ${row.high}`)];
  }
  const still = Math.abs(low - at) < 0.5;
  // An end that moves nothing is named on the side the other leaves free.
  const lowAt = still ? (high < at ? at : at - 0.01) : low;
  const highAt = Math.abs(high - at) < 0.5 && !still ? (low < at ? at : at - 0.01) : high;
  return [label(lowAt, row.low), label(highAt, row.high)];
};

const rowOf = (row: SwingRow, index: number, scale: ScaleLinear<number, number>, base: number) => {
  const top = 34 + index * rowHeight;
  const middle = top + rowHeight / 2;
  const bars = [
    { end: 'low' as const, npv: row.npv_low },
    { end: 'high' as const, npv: row.npv_high },
  ].toSorted((a, b) => Math.abs(b.npv - base) - Math.abs(a.npv - base));
  const indent = row.measured ? 13 : 0;
  const place = 2 + indent;
  return element(
    'g',
    {},
    ...(row.measured ? [diamond(7, middle - 5)] : []),
    text(place, middle - 1, fit(row.label, labelWidth - place)),
    text(place, middle + 10, fit(row.unit, labelWidth - place, small), {
      paint: 'muted',
      size: small,
    }),
    ...bars.map(({ end, npv }) => bar(scale(base), scale(npv), middle - barHeight / 2, end)),
    ...ends(row, scale, scale(base), middle + 3.5),
    text(chartWidth - 2, middle + 3.5, row.switching, { anchor: 'end', size: small }),
  );
};

/** Zero is drawn where it is near enough to matter, so that the bars keep their size. */
const domainOf = (swings: readonly SwingRow[], base: number): readonly [number, number] => {
  const values = [base, ...swings.flatMap(({ npv_low, npv_high }) => [npv_low, npv_high])];
  const [least, largest] = [Math.min(...values), Math.max(...values)];
  const span = largest - least || Math.abs(base) || 1;
  const low = least > 0 && least < span / 2 ? 0 : least;
  const high = largest < 0 && -largest < span / 2 ? 0 : largest;
  return low === high ? [low - span / 2, high + span / 2] : [low, high];
};

/** As many ticks as their amounts have room for. */
const ticksOf = (scale: ScaleLinear<number, number>, worded: (value: number) => string): number => {
  const fits = (about: number): boolean => {
    const ticks = scale.ticks(about);
    const step = Math.abs(scale(ticks[1] ?? 0) - scale(ticks[0] ?? 0));
    return ticks.length < 2 || Math.max(...ticks.map((tick) => widthOf(worded(tick)))) + 4 < step;
  };
  return [4, 3, 2].find(fits) ?? 1;
};

const legend = (y: number, measured: boolean): Svg[] => [
  bar(2, 16, y - 10, 'low'),
  text(21, y, 'at its low value', { paint: 'muted', size: small }),
  bar(102, 116, y - 10, 'high'),
  text(121, y, 'at its high value', { paint: 'muted', size: small }),
  ...(measured
    ? [diamond(210, y - 3.5), text(219, y, 'measured in this run', { paint: 'muted', size: small })]
    : []),
];

/** What each input alone does to the expected net present value, the widest bar first. */
export const tornadoChart = ({
  currency,
  locale,
  base,
  base_text,
  swings,
  finding,
  rest,
}: Tornado): Svg => {
  const rows = swings.filter(({ npv_low, npv_high }) => npv_low !== npv_high).slice(0, barsShown);
  const [left, right] = [labelWidth + valueWidth, chartWidth - turnWidth - valueWidth];
  const scale = scaleLinear().domain(domainOf(rows, base)).range([left, right]);
  const bottom = 38 + rows.length * rowHeight;
  const at = scale(base);
  const zero = scale(0);
  const shown = zero >= left - 0.01 && zero <= right + 0.01;
  const worded = (value: number): string => writeAmount(value, locale);
  const baseLabel = `expected ${base_text}`;
  const half = widthOf(baseLabel) / 2;
  return picture(
    bottom + (rest === null ? 52 : 66),
    finding === '' ? 'No input of this business case was moved.' : finding,
    text(Math.max(left + half - 40, Math.min(right - half + 40, at)), 12, baseLabel, {
      anchor: 'middle',
      bold: true,
    }),
    text(chartWidth - 2, 12, 'turns at', { anchor: 'end', paint: 'muted' }),
    ...(shown ? [line(zero, 22, zero, bottom, stroke('fail', 1.2, '4 3'))] : []),
    ...rows.map((row, index) => rowOf(row, index, scale, base)),
    line(at, 18, at, bottom, stroke('ink', 1.4)),
    xAxis(scale, bottom, `net present value, ${currency}`, ticksOf(scale, worded), worded),
    ...legend(
      bottom + 45,
      rows.some(({ measured }) => measured),
    ),
    ...(rest === null
      ? []
      : [text(2, bottom + 60, fit(rest, chartWidth - 4, small), { paint: 'muted', size: small })]),
  );
};
