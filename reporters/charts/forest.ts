import { scaleLinear } from 'd3-scale';
import type { Forest } from '../../schemas/types/report-model.ts';
import { xAxis } from './axis.ts';
import { fit, widthOf } from './labels.ts';
import { verdictShape } from './mark.ts';
import { chartWidth, element, fill, line, picture, stroke, text, type Svg } from './svg.ts';

const labelWidth = 190;
const textWidth = 200;
const left = labelWidth + 8;
const right = chartWidth - textWidth - 10;

const unknownOf = ({ word }: Forest['rows'][number]): string => word.toLowerCase() || 'not known';

const axisTitle = ({ title, unit }: Forest): string =>
  unit === '' || unit === '1' ? title : `${title}, ${unit}`;

/**
 * The estimate and bounds of each condition or group, beside the limit where there is one; the
 * shape says the verdict, a plain disc that a row has none.
 */
export const forestChart = (forest: Forest): Svg => {
  const drawn = forest.rows.slice(0, forest.shown);
  const values = drawn
    .flatMap(({ estimate, lower, upper }) => [estimate, lower, upper])
    .concat(forest.limit)
    .filter((value) => value !== null);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const pad = (most - least) * 0.06 || Math.abs(most) * 0.05 || 1;
  const ceiling = forest.unit === '%' && most <= 100 ? Math.min(100, most + pad) : most + pad;
  const scale = scaleLinear()
    .domain([least - pad, ceiling])
    .range([left, right]);
  // The text of the limit stands above the rows.
  const top = forest.limit === null ? 6 : 20;
  // Many rows stand closer, so that two such charts fit a page.
  const rowHeight = drawn.length > 8 ? 17 : 22;
  const more = forest.more === null ? [] : [forest.more];
  const body = top + drawn.length * rowHeight;
  const bottom = body + more.length * rowHeight;
  const rows = drawn.flatMap((row, index): Svg[] => {
    const y = top + (index + 0.5) * rowHeight;
    const from = scale(row.lower ?? least - pad);
    const to = scale(row.upper ?? ceiling);
    const known = row.estimate !== null;
    return [
      text(labelWidth, y + 4, fit(row.label, labelWidth - 4), { anchor: 'end' }),
      ...(known
        ? [
            line(from, y, to, y, stroke('ink', 1.5)),
            row.outcome === null
              ? element('circle', { cx: scale(row.estimate ?? 0), cy: y, r: 4, ...fill('data') })
              : verdictShape(row.outcome, scale(row.estimate ?? 0), y, 5),
          ]
        : []),
      text(
        right + 12,
        y + 4,
        fit(known ? `${row.text}, n ${row.n}` : `${unknownOf(row)}, n ${row.n}`, textWidth),
        { size: 10 },
      ),
    ];
  });
  const limit = forest.limit === null ? [] : [scale(forest.limit)];
  const half = widthOf(forest.limit_text) / 2;
  return picture(
    bottom + 36,
    forest.finding,
    ...limit.map((x) => line(x, top - 4, x, bottom, stroke('fail', 1.8, '6 3'))),
    ...limit.map((x) =>
      text(Math.max(half, Math.min(chartWidth - half, x)), top - 8, forest.limit_text, {
        anchor: 'middle',
      }),
    ),
    ...rows,
    ...more.map((label) =>
      text(labelWidth, body + rowHeight / 2 + 4, label, { anchor: 'end', paint: 'muted' }),
    ),
    xAxis(scale, bottom, axisTitle(forest), 5),
  );
};
