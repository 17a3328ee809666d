import type { History } from '../../schemas/types/history.ts';
import type { Criterion, Interval } from '../../schemas/types/record.ts';
import { boundOf, estimateOf, limitOf } from './claim.ts';
import { count, counted, inUnit, name, quantity, sentence } from './format.ts';
import { verdictWord } from './words.ts';

export type TrendSeries = History['suites'][number]['criteria'][number];
export type TrendPoint = TrendSeries['points'][number];

type Side = 'estimate' | 'lower' | 'upper';

const numberOf = (interval: Interval | undefined, side: Side, unit: string): number | null => {
  const { value = null, unit: from = unit } = interval?.[side] ?? {};
  return value === null || !Number.isFinite(value) ? null : inUnit(value, from, unit);
};

/** A limit in the unit of its series. */
const limitIn = ({ limit }: Criterion, unit: string): number | null =>
  limit.value === null ? null : inUnit(limit.value, limit.unit, unit);

/** A criterion as one run judged it: numbers in `unit`, words as every report of that run has them. */
export const trendPoint = (
  run: string,
  criterion: Criterion,
  unit: string,
): Omit<TrendPoint, 'limit_changed' | 'frozen'> => ({
  run,
  outcome: criterion.outcome,
  estimate: numberOf(criterion.result, 'estimate', unit),
  lower: numberOf(criterion.result, 'lower', unit),
  upper: numberOf(criterion.result, 'upper', unit),
  op: criterion.op,
  limit: limitIn(criterion, unit),
  n: criterion.n,
  origin: criterion.origin,
  words: {
    outcome: verdictWord[criterion.outcome],
    value: estimateOf(criterion),
    bound: boundOf(criterion),
    limit: limitOf(criterion),
    n: count(criterion.n),
  },
});

/** The same by the limits frozen before the run, where those were amended. */
export const frozenPoint = (
  criterion: Criterion,
  unit: string,
): NonNullable<TrendPoint['frozen']> => ({
  outcome: criterion.outcome,
  op: criterion.op,
  limit: limitIn(criterion, unit),
  words: `${verdictWord[criterion.outcome]} by the frozen ${limitOf(criterion)}`,
});

const direction = (points: readonly TrendPoint[], unit: string): string => {
  const known = points.filter(({ estimate }) => estimate !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!last) return 'no run has a value';
  const from = quantity(first?.estimate ?? null, unit);
  const to = quantity(last.estimate, unit);
  return known.length > 1 ? `from ${from} to ${to}` : to;
};

/** What a trend shows, in a sentence: how often it passed, where it went, where the limit moved. */
export const trendFinding = (
  title: string,
  unit: string,
  points: readonly TrendPoint[],
): string => {
  const latest = points.at(-1);
  const passed = points.filter(({ outcome }) => outcome === 'pass').length;
  const moves = points.filter(({ limit_changed }) => limit_changed).length;
  const moved = moves === 0 ? 'the limit never moved' : `the limit moved ${counted(moves, 'time')}`;
  const last = latest
    ? `; the latest run says ${latest.words.outcome}, ${latest.words.value} (${latest.words.bound}), limit ${latest.words.limit}`
    : '';
  return sentence(
    `${name(title, 60)}: ${count(passed)} of ${counted(points.length, 'run')} passed, ${direction(points, unit)}; ${moved}${last}.`,
  );
};

/** A run as a trend names it. */
interface TrendRun {
  readonly id: string;
  readonly started: string | null;
}

/** What a trend chart draws: at most `mostColumns` runs, the latest; older ones as a range. */
export interface TrendPicture {
  readonly title: string;
  readonly unit: string;
  readonly finding: string;
  readonly older: { readonly least: number; readonly most: number; readonly text: string } | null;
  readonly columns: readonly {
    readonly run: string;
    /** Day of the run, `11-23`; empty where nothing tells. */
    readonly label: string;
    /** Null where the run lacks the criterion: a gap. */
    readonly point: TrendPoint | null;
  }[];
}

const mostColumns = 30;

const olderOf = (points: readonly TrendPoint[], unit: string): TrendPicture['older'] => {
  const values = points.flatMap(({ estimate }) => (estimate === null ? [] : [estimate]));
  if (values.length === 0) return null;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const passed = points.filter(({ outcome }) => outcome === 'pass').length;
  const text = `${counted(points.length, 'older run')}: ${count(passed)} passed, ${quantity(least, unit)} to ${quantity(most, unit)}`;
  return { least, most, text };
};

/** The chart of a criterion over all runs of its suite, oldest first. */
export const trendPicture = (runs: readonly TrendRun[], series: TrendSeries): TrendPicture => {
  const at = new Map(series.points.map((point) => [point.run, point]));
  const first = Math.max(0, runs.length - mostColumns);
  const before = runs.slice(0, first).flatMap(({ id }) => at.get(id) ?? []);
  return {
    title: `${name(series.id, 40)} ${name(series.title, 60)}`,
    unit: series.unit,
    finding: series.finding,
    older: olderOf(before, series.unit),
    columns: runs.slice(first).map(({ id, started }) => ({
      run: name(id, 60),
      label: started?.slice(5, 10) ?? '',
      point: at.get(id) ?? null,
    })),
  };
};
