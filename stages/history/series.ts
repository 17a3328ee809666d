import { dimensionOf } from '../../documents/units.ts';
import {
  frozenPoint,
  trendFinding,
  trendPoint,
  type TrendPoint,
  type TrendSeries,
} from '../../reporters/model/trend.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { Entry, Kept } from './entry.ts';

interface Judged extends Kept {
  readonly run: string;
}

const betterOf = ({ op }: Criterion): TrendSeries['better'] =>
  op.startsWith('<') ? 'lower' : 'higher';

/** Whether two criteria of one id claim the same thing, so that their values may share an axis. */
const claimOf = (criterion: Criterion): string => {
  const { id, metric, argument, statistic, scenario, between, against, of_class, limit } =
    criterion;
  const dimension = dimensionOf(limit.unit) ?? limit.unit;
  return JSON.stringify([
    id,
    metric,
    argument,
    statistic,
    scenario,
    between,
    against,
    of_class,
    dimension,
    betterOf(criterion),
  ]);
};

const pointsOf = (judged: readonly Judged[], unit: string): TrendPoint[] => {
  let before: Pick<TrendPoint, 'op' | 'limit'> | undefined;
  return judged.map(({ run, criterion, frozen }) => {
    const point = trendPoint(run, criterion, unit);
    const limit_changed =
      before !== undefined && (before.op !== point.op || before.limit !== point.limit);
    before = point;
    // Whatever was amended (the limit, the confidence, the origin asked for): both are said.
    return { ...point, limit_changed, frozen: frozen ? frozenPoint(frozen, unit) : null };
  });
};

const seriesOf = (key: string, judged: readonly Judged[]): TrendSeries => {
  const { criterion } = judged.at(-1)!;
  const { id, title, metric, statistic, limit } = criterion;
  const points = pointsOf(judged, limit.unit);
  return {
    key,
    id,
    title,
    metric,
    statistic,
    unit: limit.unit,
    better: betterOf(criterion),
    finding: trendFinding(title, limit.unit, points),
    points,
  };
};

/** How each criterion of a suite went from run to run; `entries` in the order of the runs. */
export const seriesIn = (entries: readonly Entry[]): TrendSeries[] => {
  const claims = new Map<string, Judged[]>();
  for (const { run, criteria } of entries) {
    for (const kept of criteria) {
      const claim = claimOf(kept.criterion);
      const judged = claims.get(claim) ?? [];
      // Taken out and put in again: those of the latest run come last, in its own order.
      claims.delete(claim);
      judged.push({ ...kept, run: run.id });
      claims.set(claim, judged);
    }
  }
  const latest = entries.findLast(({ criteria }) => criteria.length > 0);
  const current = new Set(latest?.criteria.map(({ criterion }) => claimOf(criterion)));
  const ordered = [...claims].toSorted(
    ([a], [b]) => Number(current.has(b)) - Number(current.has(a)),
  );
  const used = new Map<string, number>();
  return ordered.map(([, judged]) => {
    const { id } = judged.at(-1)!.criterion;
    const count = (used.get(id) ?? 0) + 1;
    used.set(id, count);
    return seriesOf(count === 1 ? id : `${id}~${count}`, judged);
  });
};
