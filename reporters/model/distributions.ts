import type { AcceptanceRecord, Interval } from '../../schemas/types/record.ts';
import type { Confusion, Energy, Latency } from '../../schemas/types/report-model.ts';
import {
  bound,
  boundWithin,
  count,
  counted,
  inUnit,
  limitText,
  name,
  percent,
  quantity,
  quantityWithin,
} from './format.ts';
import { rangeText } from './range.ts';
import { originNote, weakestOrigin } from './words.ts';

type Series = AcceptanceRecord['series'];

/** Milliseconds read better than microseconds once there are a thousand of them. */
const displayUnit = (unit: string, largest: number): string =>
  unit === 'us' && largest >= 1000 ? 'ms' : unit;

/** The band of the p95, or the side of it that is known. */
const bandFact = (
  band: Series['latency'][number]['p95_band'],
  print: (raw: number, side: 'lower' | 'upper') => string,
): Latency['facts'] => {
  const { lower = null, upper = null } = band ?? {};
  if (lower === null && upper === null) return [];
  const value =
    lower !== null && upper !== null
      ? rangeText(print(lower, 'lower'), print(upper, 'upper'))
      : lower === null
        ? `at most ${print(upper ?? 0, 'upper')}`
        : `at least ${print(lower, 'lower')}`;
  return [{ label: 'p95 band', value }];
};

const latencyOf = (series: Series['latency'][number], record: AcceptanceRecord): Latency => {
  const unit = displayUnit(series.unit, series.max);
  const value = (raw: number): number => inUnit(raw, series.unit, unit);
  const span = value(series.max) - value(series.min);
  const print = (raw: number): string => quantityWithin(value(raw), unit, span);
  const band = series.p95_band;
  const kind =
    series.id === 'warm' ? 'Warm inferences' : 'First inference after boot or sleep (cold)';
  const judged = record.criteria.filter(({ id }) =>
    series.limits.some(({ criterion }) => criterion === id),
  );
  const origin = weakestOrigin(
    [...judged, ...record.tested.devices].map((one) => one.origin),
    record.decision.origin,
  );
  // Conversion may leave a last digit that nobody wrote.
  const written = (raw: number): number => Number(value(raw).toPrecision(12));
  const p95Limits = series.limits
    .filter(({ statistic }) => statistic === 'p95')
    .map(({ value: limit }) => written(limit));
  const printBound = (raw: number, side: 'lower' | 'upper'): string =>
    boundWithin(written(raw), unit, span, p95Limits, side);
  const limits = series.limits.map(({ criterion, statistic, value: limit }) => ({
    label: `${name(criterion, 16)} ${statistic} limit ${limitText(written(limit), unit)}`,
    value: value(limit),
  }));
  const fact = (label: string, text: string): { label: string; value: string } => ({
    label,
    value: text,
  });
  return {
    id: series.id,
    title: kind,
    unit,
    n: series.n,
    n_text: `n = ${count(series.n)}`,
    origin: originNote[origin],
    min: value(series.min),
    max: value(series.max),
    median: value(series.median),
    median_text: `median ${print(series.median)}`,
    p95: value(series.p95),
    p95_text: `p95 ${print(series.p95)}`,
    facts: [
      fact('Least', print(series.min)),
      fact('Median', print(series.median)),
      fact('p95', print(series.p95)),
      ...bandFact(band, printBound),
      ...(series.p99 === undefined ? [] : [fact('p99', print(series.p99))]),
      fact('Most', print(series.max)),
    ],
    bins: series.histogram.map((bin) => ({
      from: value(bin.from),
      to: value(bin.to),
      count: bin.count,
    })),
    limits,
    band:
      band && band.lower !== null && band.upper !== null
        ? { lower: value(band.lower), upper: value(band.upper) }
        : null,
    finding: `${kind}, ${counted(series.n, 'value')}: median ${print(series.median)}, p95 ${print(series.p95)}, largest ${print(series.max)}${limits.map(({ label }) => `; ${label}`).join('')}.`,
  };
};

export const latencies = (record: AcceptanceRecord): Latency[] =>
  record.series.latency.map((series) => latencyOf(series, record));

export const confusionOf = ({ confusion }: Series): Confusion | null => {
  if (!confusion) return null;
  const right = confusion.rows.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const all = confusion.rows.flat().reduce((sum, cell) => sum + cell, 0);
  const labels = confusion.labels.map((label) => name(label, 40));
  const mistakes = confusion.rows
    .flatMap((row, truth) => row.map((n, answer) => ({ truth, answer, n })))
    .filter(({ truth, answer, n }) => truth !== answer && n > 0)
    .toSorted((a, b) => b.n - a.n);
  const [worst] = mistakes;
  const error = worst
    ? ` The most frequent mistake: ${labels[worst.truth] ?? ''} taken for ${labels[worst.answer] ?? ''}, ${counted(worst.n, 'time')}.`
    : '';
  return {
    labels,
    rows: confusion.rows,
    classes: confusion.classes.map(({ label, n, recall, precision }) => ({
      label: name(label, 40),
      n: count(n),
      recall: percent(recall),
      precision: percent(precision),
    })),
    finding: `${count(right)} of ${count(all)} answers of all scenarios together were right.${error}`,
  };
};

const batteryOf = (interval: Interval, record: AcceptanceRecord): Energy['battery'] => {
  const { estimate, lower, upper } = interval;
  const criterion = record.criteria.find(
    ({ metric, against }) => metric === 'battery-life' && against === undefined,
  );
  const limit = criterion?.limit.value ?? null;
  const inDays = (part: { value: number | null; unit: string }): number | null =>
    part.value === null ? null : inUnit(part.value, part.unit, 'days');
  const limitDays = limit === null ? null : inUnit(limit, criterion?.limit.unit ?? 'days', 'days');
  const [from, to] = [inDays(lower), inDays(upper)];
  const print = (days: number, side: 'lower' | 'upper'): string =>
    bound(days, 'days', limitDays, side);
  const range =
    from === null || to === null
      ? from === null
        ? 'no lower bound known'
        : `at least ${print(from, 'lower')}`
      : rangeText(print(from, 'lower'), print(to, 'upper'));
  const text = `${quantity(inDays(estimate), 'days')} (${range})`;
  return {
    estimate: inDays(estimate),
    lower: inDays(lower),
    upper: inDays(upper),
    limit: limitDays,
    unit: 'days',
    text,
    finding: `Battery life ${text}${limitDays === null ? '' : `, limit ${limitText(limitDays, 'days')}`}.`,
  };
};

/** A part of something, however small, is never none of it. */
const shareText = (part: number, total: number): string => {
  const share = total > 0 ? part / total : null;
  return share !== null && share > 0 && share < 0.005 ? 'below 1 %' : percent(share, 0);
};

export const energyOf = (record: AcceptanceRecord): Energy | null => {
  const { energy } = record.series;
  if (!energy) return null;
  const total = energy.per_day.reduce((sum, { J }) => sum + J, 0);
  const parts = energy.per_day.map(({ part, J }) => ({
    label: name(part, 40),
    value: J,
    text: quantity(J, 'J'),
    share: shareText(J, total),
  }));
  // What the battery loses by itself is no part of what the criteria call the energy of a day.
  const uses = energy.per_day.some(({ part }) => part === 'self-discharge')
    ? 'A device with the self-discharge of its battery uses'
    : 'A device uses';
  const largest = parts.toSorted((a, b) => b.value - a.value)[0];
  return {
    origin: originNote[energy.origin],
    total: quantity(total, 'J'),
    parts,
    finding: `${uses} ${quantity(total, 'J')} a day${largest ? `, most of it for ${largest.label} (${largest.text}, ${largest.share})` : ''}.`,
    battery: energy.battery_days ? batteryOf(energy.battery_days, record) : null,
  };
};
