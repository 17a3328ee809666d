import { scaleLinear } from 'd3-scale';
import { fixed } from '../model/format.ts';
import type { Energy } from '../../schemas/types/report-model.ts';
import { xAxis } from './axis.ts';
import { fit, placeLabels, widthOf } from './labels.ts';
import { chartWidth, element, fill, line, picture, stroke, text, type Svg } from './svg.ts';

const labelWidth = 130;

/** Where a day's energy goes: one bar a part. */
export const energyChart = ({ parts, finding, total }: Energy): Svg => {
  const rowHeight = 22;
  const most = Math.max(1e-12, ...parts.map(({ value }) => value));
  const room =
    24 + Math.max(60, ...parts.map(({ text: value, share }) => widthOf(`${value}  (${share})`)));
  const scale = scaleLinear()
    .domain([0, most])
    .range([0, chartWidth - labelWidth - 10 - room]);
  const rows = parts.flatMap(({ label, value, text: amount, share }, index): Svg[] => {
    const y = 4 + index * rowHeight;
    return [
      text(labelWidth, y + 14, fit(label, labelWidth - 4), { anchor: 'end' }),
      element('rect', {
        x: labelWidth + 10,
        y: y + 3,
        width: Math.max(1, scale(value)),
        height: 15,
        ...fill('data'),
      }),
      text(labelWidth + 18 + scale(value), y + 14, `${amount} (${share})`),
    ];
  });
  const end = 4 + parts.length * rowHeight;
  return picture(
    end + 22,
    finding,
    ...rows,
    text(labelWidth, end + 14, 'all', { anchor: 'end', bold: true }),
    text(labelWidth + 10, end + 14, `${total} a day`, { bold: true }),
  );
};

/** Battery life with its bounds, beside the limit. */
export const batteryChart = (battery: NonNullable<Energy['battery']>): Svg => {
  const { estimate, lower, upper, limit } = battery;
  const known = [estimate, lower, upper, limit].filter((value) => value !== null);
  const left = 30;
  const right = chartWidth - 30;
  const scale = scaleLinear()
    .domain([0, Math.max(1, ...known) * 1.08])
    .range([left, right]);
  const marks = [
    ...(estimate === null
      ? []
      : [{ at: scale(estimate), text: `expected ${fixed(estimate, 0)} ${battery.unit}` }]),
    ...(limit === null ? [] : [{ at: scale(limit), text: `limit ${fixed(limit, 0)}` }]),
  ];
  const placed = placeLabels(marks, 4, chartWidth - 4);
  const top = 8 + 14 * Math.max(1, ...placed.map(({ row }) => row + 1));
  const y = top + 12;
  return picture(
    y + 56,
    battery.finding,
    line(scale(lower ?? 0), y, upper === null ? right : scale(upper), y, stroke('data', 9)),
    // Without an upper bound the bar goes on.
    ...(upper === null
      ? [
          element('path', {
            d: `M${right - 4} ${y - 9}L${right + 8} ${y}L${right - 4} ${y + 9}Z`,
            ...fill('data'),
          }),
        ]
      : []),
    ...(estimate === null
      ? []
      : [line(scale(estimate), top, scale(estimate), y + 12, stroke('ink', 2))]),
    ...(limit === null
      ? []
      : [line(scale(limit), top, scale(limit), y + 18, stroke('fail', 1.8, '6 3'))]),
    ...placed.map(({ x, row, text: label }) => text(x, top - 5 - row * 14, label)),
    xAxis(
      scale,
      y + 20,
      `battery life, ${battery.unit}; ${upper === null ? 'bar: from the lower bound on' : 'bar: from bound to bound'}`,
    ),
  );
};
