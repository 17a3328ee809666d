import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { Latency } from '../../schemas/types/report-model.ts';
import { xAxis, yAxis } from './axis.ts';
import { placeLabels } from './labels.ts';
import { chartWidth, element, fill, line, picture, stroke, text, type Svg } from './svg.ts';

type Scale = ScaleLinear<number, number>;

const left = 46;
const right = chartWidth - 18;
const rowHeight = 14;

const unitText = ({ unit }: Latency): string => (unit === 'us' ? 'µs' : unit);

interface Mark {
  readonly value: number;
  readonly text: string;
  readonly style: Readonly<Record<string, string | number | undefined>>;
}

const marksOf = (latency: Latency): Mark[] => [
  { value: latency.median, text: latency.median_text, style: stroke('ink', 1.5, '2 2') },
  { value: latency.p95, text: latency.p95_text, style: stroke('ink', 1.5) },
];

const limitsOf = (latency: Latency): Mark[] =>
  latency.limits.map(({ value, label }) => ({
    value,
    text: label,
    style: stroke('fail', 1.8, '6 3'),
  }));

/** Vertical marks with their names in rows above the plot. */
const drawMarks = (marks: readonly Mark[], scale: Scale, top: number, bottom: number): Svg[] => {
  const placed = placeLabels(
    marks.map((mark) => ({ at: scale(mark.value), text: mark.text })),
    left,
    right,
  );
  const lines = marks.map(({ value, style }) => {
    const row = placed.find(({ at }) => at === scale(value))?.row ?? 0;
    return line(scale(value), top - 2 - row * rowHeight, scale(value), bottom, style);
  });
  return [
    ...lines,
    ...placed.map(({ x, row, text: label }) => text(x, top - 6 - row * rowHeight, label)),
  ];
};

const rowsOf = (marks: readonly Mark[], scale: Scale): number =>
  1 +
  Math.max(
    0,
    ...placeLabels(
      marks.map((mark) => ({ at: scale(mark.value), text: mark.text })),
      left,
      right,
    ).map(({ row }) => row),
  );

/** Where all values lie between nothing and the limit: a histogram alone would hide the distance. */
const overview = (latency: Latency, limits: readonly Mark[]): { svg: Svg[]; height: number } => {
  if (limits.length === 0) return { svg: [], height: 0 };
  const most = Math.max(latency.max, ...limits.map(({ value }) => value));
  const scale = scaleLinear()
    .domain([0, most * 1.04])
    .range([left, right]);
  const top = 6 + rowsOf(limits, scale) * rowHeight;
  const width = Math.max(2, scale(latency.max) - scale(latency.min));
  const svg = [
    element('rect', { x: left, y: top, width: right - left, height: 12, ...fill('soft') }),
    element('rect', { x: scale(latency.min), y: top, width, height: 12, ...fill('data') }),
    ...drawMarks(limits, scale, top, top + 16),
    xAxis(scale, top + 16, `all values between 0 and the limit, ${unitText(latency)}`, 6),
  ];
  return { svg, height: top + 58 };
};

/** Distribution with median, p95 and its band; the limit stands in the strip above. */
export const latencyChart = (latency: Latency): Svg => {
  const head = overview(latency, limitsOf(latency));
  const span = latency.max - latency.min || Math.abs(latency.max) * 0.02 || 1;
  const x = scaleLinear()
    .domain([latency.min - span * 0.03, latency.max + span * 0.03])
    .range([left, right]);
  const marks = marksOf(latency);
  const top = head.height + 4 + rowsOf(marks, x) * rowHeight;
  const bottom = top + 120;
  const tallest = Math.max(1, ...latency.bins.map(({ count }) => count));
  const ticks = Math.min(4, tallest);
  const y = scaleLinear().domain([0, tallest]).nice(ticks).range([bottom, top]);
  const bars = latency.bins
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) =>
      element('rect', {
        // One single value has no width of its own.
        x: to > from ? x(from) + 0.5 : x(from) - 8,
        y: y(count),
        width: to > from ? Math.max(1, x(to) - x(from) - 1) : 16,
        height: bottom - y(count),
        ...fill('data'),
      }),
    );
  const { band } = latency;
  const clamp = (value: number): number => Math.max(left, Math.min(right, x(value)));
  const shade = band
    ? [
        element('rect', {
          x: clamp(band.lower),
          y: top,
          width: Math.max(1, clamp(band.upper) - clamp(band.lower)),
          height: bottom - top,
          ...fill('soft'),
        }),
      ]
    : [];
  return picture(
    bottom + 36,
    latency.finding,
    ...head.svg,
    ...shade,
    yAxis(y, left, right, ticks),
    ...bars,
    ...drawMarks(marks, x, top, bottom),
    xAxis(
      x,
      bottom,
      `latency, ${unitText(latency)}; bars: inferences${band ? '; shaded: band of the p95' : ''}`,
    ),
  );
};
