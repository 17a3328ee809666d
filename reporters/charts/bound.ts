import { scaleLinear } from 'd3-scale';
import type { BoundChart } from '../../schemas/types/report-model.ts';
import { tickText } from './axis.ts';
import { axisOf, type BoundAxis } from './bound-axis.ts';
import { deviceMarks } from './device-marks.ts';
import { fit, widthOf } from './labels.ts';
import { verdictShape } from './mark.ts';
import { chartWidth, element, fill, line, picture, stroke, text, type Svg } from './svg.ts';

const left = 12;
const right = 470;
/** Where the words stand, right of the plot. */
const words = 516;
const top = 15;

/** Between the ends of the interval; an arrow where a side has none. */
const interval = ({ lower, upper }: BoundChart, { at }: BoundAxis, y: number): Svg[] => {
  const from = lower === null ? left + 2 : at(lower);
  const to = upper === null ? right - 2 : at(upper);
  const end = (x: number, open: boolean, inward: 1 | -1): Svg =>
    open
      ? element('path', {
          d: `M${x + 6 * inward} ${y - 4}L${x} ${y}L${x + 6 * inward} ${y + 4}`,
          ...stroke('ink', 1.8),
        })
      : line(x, y - 5, x, y + 5, stroke('ink', 1.8));
  return [
    line(from, y, to, y, stroke('ink', 1.8)),
    end(from, lower === null, 1),
    end(to, upper === null, -1),
  ];
};

/** The side that passes, shaded, and the limit itself. */
const limitMarks = (chart: BoundChart, { at, end }: BoundAxis, bottom: number): Svg[] => {
  if (chart.limit === null) return [];
  const x = at(chart.limit);
  const [from, to] = chart.better === 'lower' ? [left, x] : [x, right];
  const half = widthOf(chart.limit_text) / 2;
  const centre = Math.max(left + half, Math.min(end - half, x));
  const [near, far] = [centre - half - 10, centre + half + 10];
  const passes = widthOf('passes', 10);
  const room = chart.better === 'lower' ? near - left > passes : right - far > passes;
  return [
    element('rect', { x: from, y: top, width: to - from, height: bottom - top, ...fill('soft') }),
    ...(room
      ? [
          text(chart.better === 'lower' ? left : right, top - 5, 'passes', {
            anchor: chart.better === 'lower' ? 'start' : 'end',
            paint: 'muted',
            size: 10,
          }),
        ]
      : []),
    text(centre, top - 5, fit(chart.limit_text, right - left), { anchor: 'middle' }),
    line(x, top - 2, x, bottom + 3, stroke('fail', 2, '6 3')),
  ];
};

const numberLine = (chart: BoundChart, axis: BoundAxis, y: number): Svg[] => {
  const scale = scaleLinear().domain(axis.domain).range(axis.range);
  const ticks = scale.ticks(axis.breakAt === null ? 6 : 5);
  const print = tickText(ticks);
  const slash = (x: number): Svg => line(x - 3, y + 5, x + 3, y - 5, stroke('ink', 1.5));
  const unit = chart.unit === '1' || chart.unit === 'count' ? '' : chart.unit;
  return [
    line(left, y, right, y, stroke('muted')),
    ...ticks.map((tick) => line(scale(tick), y, scale(tick), y + 4, stroke('muted'))),
    ...ticks.map((tick) =>
      text(scale(tick), y + 14, print(tick), { anchor: 'middle', paint: 'muted', size: 10 }),
    ),
    ...(axis.breakAt === null
      ? []
      : [
          element('rect', {
            x: axis.breakAt - 4,
            y: top,
            width: 8,
            height: y + 6 - top,
            ...fill('paper'),
          }),
          slash(axis.breakAt - 4),
          slash(axis.breakAt + 4),
          text(words, y + 14, 'axis broken: the limit is far off', { paint: 'muted', size: 9.5 }),
        ]),
    text(right + 6, y + 4, fit(unit, words - right - 8, 10), { paint: 'muted', size: 10 }),
  ];
};

/**
 * One criterion on the number line of its limit: the side that passes shaded, the value with its
 * bounds, and a small mark for each device above, a cross where it missed the limit.
 */
export const boundChart = (chart: BoundChart): Svg => {
  const axis = axisOf(chart, left, right);
  const devices = deviceMarks(chart.devices, axis.at, top + 4);
  const y = top + 4 + devices.height + 9;
  const bottom = Math.max(y + 10, top + 30);
  const room = chartWidth - words - 2;
  return picture(
    bottom + 19,
    chart.finding,
    ...limitMarks(chart, axis, bottom),
    ...numberLine(chart, axis, bottom),
    ...devices.marks,
    ...interval(chart, axis, y),
    ...(chart.estimate === null
      ? []
      : [verdictShape(chart.outcome, axis.at(chart.estimate), y, 5.5)]),
    ...[chart.value_text, chart.bound_text, chart.devices_text ?? '']
      .filter((words_) => words_ !== '')
      .map((label, index) =>
        text(words, top + 1 + index * 14, fit(label, room, 10.5), {
          size: 10.5,
          bold: index === 0,
        }),
      ),
  );
};
