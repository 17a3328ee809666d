import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { TrendPicture } from '../model/trend.ts';
import { yAxis } from './axis.ts';
import { fit, widthOf } from './labels.ts';
import { verdictShape } from './mark.ts';
import { chartWidth, element, fill, line, picture, stroke, text, type Svg } from './svg.ts';

const left = 56;
const right = chartWidth - 6;
const top = 24;
const height = 180;
const bottom = top + height;
const olderWidth = 34;

type Columns = TrendPicture['columns'];

/** Everything that must be seen: values, their bounds, limits. */
const scaleOf = ({ columns, older, unit }: TrendPicture): ScaleLinear<number, number> => {
  const values = columns
    .flatMap(({ point }) => (point ? [point.estimate, point.lower, point.upper, point.limit] : []))
    .concat(older ? [older.least, older.most] : [])
    .filter((value) => value !== null);
  const [least, most] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  const pad = (most - least) * 0.08 || Math.abs(most) * 0.05 || 1;
  const ceiling = unit === '%' && most <= 100 ? Math.min(100, most + pad) : most + pad;
  const floor = least >= 0 ? Math.max(0, least - pad) : least - pad;
  return scaleLinear().domain([floor, ceiling]).range([bottom, top]);
};

/** Neighbours that both have the value asked for. */
const pairs = (columns: Columns): [number, number][] =>
  columns
    .slice(1)
    .flatMap(({ point }, index): [number, number][] =>
      point && columns[index]?.point ? [[index, index + 1]] : [],
    );

/** The limit of each column as a step; the step down or up stands between two columns. */
const limitsOf = (
  columns: Columns,
  x: (index: number) => number,
  half: number,
  y: ScaleLinear<number, number>,
): Svg[] => {
  const limitAt = (index: number): number | null => columns[index]?.point?.limit ?? null;
  const style = stroke('ink', 1.6, '6 3');
  const levels = columns.flatMap((_, index): Svg[] => {
    const limit = limitAt(index);
    return limit === null
      ? []
      : [line(x(index) - half, y(limit), x(index) + half, y(limit), style)];
  });
  const steps = pairs(columns).flatMap(([a, b]): Svg[] => {
    const [from, to] = [limitAt(a), limitAt(b)];
    if (from === null || to === null || from === to) return [];
    return [line(x(a) + half, y(from), x(a) + half, y(to), style)];
  });
  return [...levels, ...steps];
};

const valuesOf = (
  columns: Columns,
  x: (index: number) => number,
  y: ScaleLinear<number, number>,
): Svg[] => {
  const [low, high] = y.domain();
  const joined = pairs(columns).flatMap(([a, b]): Svg[] => {
    const [from, to] = [columns[a]?.point?.estimate ?? null, columns[b]?.point?.estimate ?? null];
    return from === null || to === null
      ? []
      : [line(x(a), y(from), x(b), y(to), stroke('soft', 1.5))];
  });
  const marks = columns.flatMap(({ point }, index): Svg[] => {
    if (!point) return [];
    // No value: the verdict alone, at the foot.
    if (point.estimate === null) return [verdictShape(point.outcome, x(index), bottom - 8, 5)];
    const [lower, upper] = [point.lower ?? low ?? 0, point.upper ?? high ?? 1];
    return [
      line(x(index), y(lower), x(index), y(upper), stroke('ink', 1.4)),
      verdictShape(point.outcome, x(index), y(point.estimate), 5),
    ];
  });
  return [...joined, ...marks];
};

/** As many days below the axis as stand side by side. */
const daysOf = (columns: Columns, x: (index: number) => number, step: number): Svg[] => {
  const every = Math.max(1, Math.ceil((widthOf('00-00') + 10) / step));
  return columns.flatMap(({ label }, index): Svg[] =>
    index % every === 0 && label !== ''
      ? [text(x(index), bottom + 16, label, { anchor: 'middle', paint: 'muted' })]
      : [],
  );
};

const olderOf = ({ older }: TrendPicture, x: number, y: ScaleLinear<number, number>): Svg[] =>
  older === null
    ? []
    : [
        element('rect', {
          x,
          y: y(older.most),
          width: olderWidth - 18,
          height: Math.max(2, y(older.least) - y(older.most)),
          ...fill('soft'),
        }),
        text(x, bottom + 16, 'older', { paint: 'muted', size: 10 }),
      ];

/**
 * The value of a criterion with its bounds, run by run, beside the limit, a dashed step line that
 * moves where the limit was changed. The shape says the verdict; a run that lacks the criterion is
 * a gap.
 */
export const trendChart = (trend: TrendPicture): Svg => {
  const { columns, older, finding, unit } = trend;
  const y = scaleOf(trend);
  const from = left + (older === null ? 0 : olderWidth + 6);
  // Few runs stand close together, not at the two ends of the page.
  const step = Math.min(64, (right - from) / Math.max(1, columns.length));
  const x = (index: number): number => from + (index + 0.5) * step;
  const limit = columns.findLast(({ point }) => point)?.point?.words.limit;
  const head = [
    unit === '' || unit === '1' ? '' : unit,
    limit === undefined ? '' : `latest limit ${limit}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
  return picture(
    bottom + (older === null ? 26 : 42),
    finding,
    text(left - 6, top - 10, fit(head, right - left), { paint: 'muted' }),
    yAxis(y, left, right),
    line(left, bottom, right, bottom, stroke('muted')),
    ...olderOf(trend, left + 2, y),
    ...limitsOf(columns, x, step / 2, y),
    ...valuesOf(columns, x, y),
    ...daysOf(columns, x, step),
    ...(older === null
      ? []
      : [text(left, bottom + 34, fit(older.text, right - left), { paint: 'muted' })]),
  );
};
