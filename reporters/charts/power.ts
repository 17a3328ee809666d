import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { PowerChart } from '../../schemas/types/report-model.ts';
import { tickText, xAxis, yAxis } from './axis.ts';
import { placeLabels, widthOf } from './labels.ts';
import { chartWidth, element, fill, line, picture, stroke, text, type Svg } from './svg.ts';

type Scale = ScaleLinear<number, number>;

const right = chartWidth - 18;
const rowHeight = 14;
const plotHeight = 130;

/** Names of markers that have room in a picture; the lines of all are drawn. */
const mostLabels = 12;

/** Windows and markers that are drawn at all. */
const mostMarks = 200;

const tenth = (value: number): string => String(Math.round(value * 10) / 10);

/** The usual distance of two steps. */
const stepOf = ({ points, duration_s: whole }: PowerChart): number => {
  const gaps = points.slice(1).map(({ t }, i) => t - points[i]!.t);
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? whole;
};

/** Runs of steps without a gap between them: where nothing was recorded nothing is drawn. */
const runsOf = (points: PowerChart['points'], step: number): PowerChart['points'][] => {
  const runs: PowerChart['points'][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && point.t - last.t < 2.5 * step) run.push(point);
    else runs.push([point]);
  }
  return runs;
};

/** Half of what a line of one value is thick. */
const thin = 0.5;

/** Each step drawn up to where the one before it ended, so that a jump is seen as one. */
const joined = (run: PowerChart['points']): PowerChart['points'] =>
  run.map(({ t, min, max }, i) => {
    const before = run[i - 1] ?? { min, max };
    return { t, min: Math.min(min, before.max), max: Math.max(max, before.min) };
  });

/** Between least and most of every step, as one outline. */
const envelope = (chart: PowerChart, x: Scale, y: Scale): Svg[] => {
  const step = stepOf(chart);
  return runsOf(chart.points, step).map((run) => {
    const last = run.at(-1)!;
    const all = [...joined(run), { ...last, t: Math.min(last.t + step, chart.duration_s) }];
    const upper = all.map(({ t, max }) => `${tenth(x(t))} ${tenth(y(max) - thin)}`);
    const lower = all.map(({ t, min }) => `${tenth(x(t))} ${tenth(y(min) + thin)}`);
    return element('path', {
      d: `M${upper.join('L')}L${lower.toReversed().join('L')}Z`,
      ...fill('data'),
    });
  });
};

/** From nothing, unless that would flatten what there is to see. */
const domainOf = ({ points, mean }: PowerChart): [number, number] => {
  const values = points.flatMap(({ min, max }) => [min, max]).concat(mean ?? []);
  if (values.length === 0) return [0, 1];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = most - least || Math.abs(most) || 1;
  return least >= 0 && least < 0.6 * most
    ? [0, most + 0.04 * span]
    : [least - 0.08 * span, most + 0.08 * span];
};

/** Markers that no window has at its own edge. */
const looseMarkers = ({
  markers,
  windows,
  duration_s: whole,
}: PowerChart): PowerChart['markers'] => {
  const edges = windows.flatMap(({ from, to }) => [from, to]);
  return markers.filter(({ t }) => edges.every((edge) => Math.abs(edge - t) > whole * 1e-6));
};

/** Power or current over time: least and most of each step, windows shaded, markers as lines. */
export const powerChart = (chart: PowerChart): Svg => {
  const { windows, markers, duration_s: whole, unit, mean } = chart;
  const ticks = scaleLinear().domain(domainOf(chart)).nice(4);
  const print = tickText(ticks.ticks(4));
  const left = 14 + Math.max(...ticks.ticks(4).map((tick) => widthOf(print(tick))));
  const x = scaleLinear()
    .domain([0, whole > 0 ? whole : 1])
    .range([left, right]);
  const loose = looseMarkers(chart).slice(0, mostLabels);
  const placed = placeLabels(
    [
      ...windows
        .slice(0, mostLabels)
        .map(({ label, from, to }) => ({ at: x((from + to) / 2), text: label })),
      ...loose.map(({ t, label }) => ({ at: x(t), text: label })),
    ],
    left,
    right,
  );
  const rows = 1 + Math.max(-1, ...placed.map(({ row }) => row));
  const top = 20 + rows * rowHeight;
  const bottom = top + plotHeight;
  const y = ticks.copy().range([bottom, top]);
  const rowOf = (t: number): number => placed.find(({ at }) => at === x(t))?.row ?? 0;
  return picture(
    bottom + 36,
    chart.finding,
    text(2, 12, `${unit}; ${chart.mean_text} (dashed)`, { paint: 'muted' }),
    ...windows.slice(0, mostMarks).map(({ from, to }) =>
      element('rect', {
        x: x(from),
        y: top,
        width: Math.max(0.5, x(to) - x(from)),
        height: plotHeight,
        ...fill('soft'),
      }),
    ),
    yAxis(y, left, right, 4),
    ...envelope(chart, x, y),
    ...(mean === null ? [] : [line(left, y(mean), right, y(mean), stroke('ink', 1.2, '5 3'))]),
    ...markers
      .slice(0, mostMarks)
      .map(({ t }) => line(x(t), top - 4, x(t), bottom, stroke('ink', 0.8))),
    ...loose.map(({ t }) =>
      line(x(t), top - 2 - rowOf(t) * rowHeight, x(t), bottom, stroke('ink', 1.2)),
    ),
    ...placed.map(({ x: at, row, text: label }) => text(at, top - 6 - row * rowHeight, label)),
    xAxis(
      x,
      bottom,
      `seconds; band: least to most${windows.length > 0 ? '; shaded: windows' : ''}`,
      8,
    ),
  );
};
