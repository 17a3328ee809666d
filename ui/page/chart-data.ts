import type { Point, Series } from './parts.ts';

/** Where a verdict is marked, and the bounds that go with it; in the unit of the series. */
export interface Mark {
  /** Place of the run, from 0. */
  readonly index: number;
  readonly outcome: Point['outcome'];
  /** Null where the run has no value: its verdict stands at the foot of the axis. */
  readonly value: number | null;
  /** Lower and upper end; a bound that is not known is the edge of the chart. */
  readonly band: readonly [lower: number, upper: number] | null;
}

/** What is drawn of a criterion; a run that lacks it is a gap in every column. */
export interface ChartData {
  /** Ends of the axis: every value, bound and limit lies between them. */
  readonly ends: readonly [low: number, high: number];
  readonly estimate: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  readonly limit: readonly (number | null)[];
  readonly marks: readonly Mark[];
}

const endsOf = ({ points, unit }: Series): readonly [number, number] => {
  const values = points
    .flatMap(({ estimate, lower, upper, limit }) => [estimate, lower, upper, limit])
    .filter((value) => value !== null);
  const [least, most] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  const pad = (most - least) * 0.08 || Math.abs(most) * 0.05 || 1;
  return [
    least >= 0 ? Math.max(0, least - pad) : least - pad,
    unit === '%' && most <= 100 ? Math.min(100, most + pad) : most + pad,
  ];
};

/** Runs are evenly spaced: what matters is which came before which. */
export const chartDataOf = (runs: readonly string[], series: Series): ChartData => {
  const at = new Map(series.points.map((point) => [point.run, point]));
  const columns = runs.map((run) => at.get(run));
  const ends = endsOf(series);
  const [low, high] = ends;
  const marks = columns.flatMap((point, index): Mark[] => {
    if (!point) return [];
    const { outcome, estimate, lower, upper } = point;
    const band = estimate === null ? null : ([lower ?? low, upper ?? high] as const);
    return [{ index, outcome, value: estimate, band }];
  });
  return {
    ends,
    estimate: columns.map((point) => point?.estimate ?? null),
    lower: columns.map((point) => point?.lower ?? null),
    upper: columns.map((point) => point?.upper ?? null),
    limit: columns.map((point) => point?.limit ?? null),
    marks,
  };
};
