import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { PowerChart } from '../../schemas/types/report-model.ts';
import { count, counted, fixed, name, plain, quantityWithin, unknown } from './format.ts';
import { rangeText } from './range.ts';
import { originNote } from './words.ts';

type Trace = NonNullable<AcceptanceRecord['series']['power']>[number];
type Points = Trace['points'];

/** Columns of a chart: more than these are not told apart in print. */
const columns = 600;

const prefixes = [
  { above: 1, sign: '', scale: 1 },
  { above: 1e-3, sign: 'm', scale: 1e3 },
  { above: 0, sign: 'µ', scale: 1e6 },
] as const;

/** The unit in which the largest value has one to three digits before the point. */
const scaleOf = (trace: Trace): { unit: string; scale: number } => {
  const most = Math.max(0, ...trace.points.map(({ max }) => Math.abs(max)));
  const { sign, scale } = prefixes.find(({ above }) => most >= above) ?? prefixes[0];
  return { unit: `${sign}${trace.unit}`, scale };
};

/** Steps side by side as one, with the least and the most of both: no peak is lost. */
const merged = (points: Points): Points => {
  const each = Math.ceil(points.length / columns);
  if (each <= 1) return points;
  return Array.from({ length: Math.ceil(points.length / each) }, (_, i) => {
    const own = points.slice(i * each, (i + 1) * each);
    return {
      t: own[0]!.t,
      min: Math.min(...own.map(({ min }) => min)),
      max: Math.max(...own.map(({ max }) => max)),
    };
  });
};

const clean = (value: number): number => Number(value.toPrecision(4));

const rateText = (rate: number): string =>
  rate >= 1000 ? `${plain(rate / 1000)} kHz` : `${plain(rate)} Hz`;

const timeText = (seconds: number): string =>
  seconds >= 120 ? `${fixed(seconds / 60, 1)} min` : `${plain(clean(seconds))} s`;

/** `10.5 s`, or `10 to 12 s` where lengths differ. */
const spanText = (values: readonly number[], print: (value: number) => string): string => {
  const [least, most] = [print(Math.min(...values)), print(Math.max(...values))];
  return rangeText(least, most);
};

const chartOf = (trace: Trace): PowerChart => {
  const { unit, scale } = scaleOf(trace);
  const points = merged(trace.points).map(({ t, min, max }) => ({
    t,
    min: clean(min * scale),
    max: clean(max * scale),
  }));
  const least = Math.min(...points.map(({ min }) => min));
  const most = Math.max(...points.map(({ max }) => max));
  const print = (value: number): string => quantityWithin(value, unit, most - least);
  const range = points.length === 0 ? unknown : rangeText(print(least), print(most));
  const mean = trace.mean === null ? null : clean(trace.mean * scale);
  const means = trace.windows.flatMap((one) => (one.mean === null ? [] : [one.mean * scale]));
  const lengths = trace.windows.map(({ from, to }) => to - from);
  const windows =
    trace.windows.length === 0
      ? ''
      : `; ${counted(trace.windows.length, 'window')} of ${spanText(lengths, timeText)}${means.length === 0 ? '' : `, on average ${spanText(means, print)}`}`;
  const what = trace.unit === 'W' ? 'Power' : 'Current';
  const fact = (label: string, value: string): { label: string; value: string } => ({
    label,
    value,
  });
  return {
    id: name(trace.id, 40),
    title: `${what} over time: ${name(trace.id, 40)}`,
    unit,
    origin: originNote[trace.origin],
    n_text: `n = ${count(trace.n)} samples at ${rateText(trace.rate_Hz)}`,
    duration_s: trace.duration_s,
    mean,
    mean_text: mean === null ? unknown : `mean ${print(mean)}`,
    points,
    windows: trace.windows.map(({ label, from, to }) => ({ label: name(label, 24), from, to })),
    markers: trace.markers.map(({ t, label }) => ({ t, label: name(label, 24) })),
    facts: [
      ...(points.length === 0 ? [] : [fact('Least', print(least))]),
      ...(mean === null ? [] : [fact('Mean', print(mean))]),
      ...(points.length === 0 ? [] : [fact('Most', print(most))]),
      fact('Length', timeText(trace.duration_s)),
      fact('From', name(trace.source, 80)),
    ],
    finding: `${what} over ${timeText(trace.duration_s)}: ${range}${mean === null ? '' : `, mean ${print(mean)}`}${windows}.`,
  };
};

/** Traces of power or current as their charts draw them. */
export const powerOf = ({ series }: AcceptanceRecord): PowerChart[] =>
  (series.power ?? []).map(chartOf);
