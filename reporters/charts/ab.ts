import { scaleLinear } from 'd3-scale';
import type { AbChart } from '../../schemas/types/report-model.ts';
import { xAxis } from './axis.ts';
import { fit, widthOf } from './labels.ts';
import { verdictShape } from './mark.ts';
import { chartWidth, element, fill, line, picture, stroke, text, type Svg } from './svg.ts';

const left = 96;
const right = 452;
/** Where the words stand, right of the plot. */
const words = 470;
const rowHeight = 22;

const unitText = (unit: string): string => (unit === '1' || unit === 'count' ? '' : unit);

/** Room on both sides of what is drawn; a share that is in 0 to 100 stays there. */
const around = (values: readonly number[], unit: string): [number, number] => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const pad = (most - least) * 0.35 || Math.abs(most) * 0.05 || 1;
  const floor = least >= 0 ? Math.max(0, least - pad) : least - pad;
  return unit === '%' && most <= 100 ? [floor, Math.min(100, most + pad)] : [floor, most + pad];
};

const known = (values: readonly (number | null)[]): number[] =>
  values.filter((value) => value !== null);

/** A ring for the baseline, a disc for the candidate: told apart in grey. */
const arms = ({ baseline, candidate, unit }: AbChart): { svg: Svg[]; height: number } => {
  const values = known([baseline.value, candidate.value]);
  const scale = scaleLinear()
    .domain(around(values.length === 0 ? [0, 1] : values, unit))
    .range([left, right]);
  const [first, second] = [14, 14 + rowHeight];
  const rows = [
    { arm: baseline, y: first },
    { arm: candidate, y: second },
  ].flatMap(({ arm, y }): Svg[] => {
    const mark = arm === baseline ? { ...stroke('ink', 2.2), fill: 'none' } : fill('data');
    return [
      text(left - 10, y + 4, arm.label, { anchor: 'end' }),
      line(left, y, right, y, stroke('grid')),
      ...(arm.value === null
        ? []
        : [element('circle', { cx: scale(arm.value), cy: y, r: 5.5, ...mark })]),
      text(words, y + 4, arm.text, { bold: true }),
      text(words + 12 + widthOf(arm.text) * 1.08, y + 4, arm.n, { paint: 'muted' }),
    ];
  });
  const joined =
    baseline.value === null || candidate.value === null
      ? []
      : [
          line(
            scale(baseline.value),
            first,
            scale(candidate.value),
            second,
            stroke('muted', 1, '2 2'),
          ),
        ];
  const bottom = second + 14;
  const name = `value of each build${unitText(unit) === '' ? '' : `, ${unitText(unit)}`}`;
  return {
    svg: [...joined, ...rows, xAxis(scale, bottom, name, 5)],
    height: bottom + 40,
  };
};

/** The difference between its bounds, beside the limit; the side that passes is shaded. */
const difference = ({ difference: own, outcome }: AbChart, top: number): Svg[] => {
  const { estimate, lower, upper, limit } = own;
  const seen = known([0, estimate, lower, upper, limit]);
  const [least, most] = [Math.min(...seen), Math.max(...seen)];
  const pad = (most - least) * 0.12 || 1;
  const scale = scaleLinear()
    .domain([least - pad, most + pad])
    .range([left, right]);
  const y = top + 16;
  const bottom = y + 16;
  const from = lower === null ? left : scale(lower);
  const to = upper === null ? right : scale(upper);
  const cap = (x: number, open: boolean, inward: 1 | -1): Svg =>
    open
      ? element('path', {
          d: `M${x + 6 * inward} ${y - 4}L${x} ${y}L${x + 6 * inward} ${y + 4}`,
          ...stroke('ink', 1.8),
        })
      : line(x, y - 5, x, y + 5, stroke('ink', 1.8));
  const edge = limit === null ? null : scale(limit);
  const half = widthOf(own.limit_text) / 2;
  const shade = edge === null ? [] : own.better === 'lower' ? [left, edge] : [edge, right];
  const [start = 0, end = 0] = shade;
  return [
    ...(edge === null
      ? []
      : [
          element('rect', {
            x: start,
            y: top,
            width: end - start,
            height: bottom - top,
            ...fill('soft'),
          }),
        ]),
    line(scale(0), top, scale(0), bottom, stroke('muted')),
    ...(edge === null
      ? []
      : [
          line(edge, top - 2, edge, bottom, stroke('fail', 2, '6 3')),
          text(Math.max(left, Math.min(right - half, edge) - half), top - 6, own.limit_text),
        ]),
    text(left - 10, y + 4, own.label, { anchor: 'end' }),
    ...(lower === null && upper === null
      ? []
      : [
          line(from, y, to, y, stroke('ink', 1.8)),
          cap(from, lower === null, 1),
          cap(to, upper === null, -1),
        ]),
    ...(estimate === null ? [] : [verdictShape(outcome, scale(estimate), y, 5.5)]),
    text(words, y - 2, fit(own.text, chartWidth - words - 4), { bold: true }),
    text(words, y + 13, fit(own.range, chartWidth - words - 4), { paint: 'muted' }),
    xAxis(scale, bottom, `${own.label}, ${unitText(own.unit) || 'value'}; shaded: passes`, 5),
  ];
};

/** Two builds side by side, and below them what lies between them. */
export const abChart = (chart: AbChart): Svg => {
  const above = arms(chart);
  const top = above.height + 18;
  return picture(
    top + 32 + 36 + (chart.paired === null ? 0 : 18),
    chart.finding,
    ...above.svg,
    ...difference(chart, top),
    ...(chart.paired === null
      ? []
      : [text(left, top + 32 + 50, fit(chart.paired, chartWidth - left - 4), { paint: 'muted' })]),
  );
};
