import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { clusterQuantileBounds } from '../statistics/cluster-quantile.ts';
import { quantileOfSorted } from '../statistics/descriptive.ts';
import { pooledOrder } from '../statistics/pooled-order.ts';
import { sortedValues } from '../statistics/whole-number-order.ts';
import { quantityIn } from '../criterion/limit.ts';

export type LatencySeries = AcceptanceRecord['series']['latency'][number];

const BINS = 40;

/** Distribution of cold and warm latencies, kept per cluster for the band of the p95. */
export interface LatencyCollector {
  readonly add: (event: TelemetryEvent, cluster: number) => void;
  readonly finish: (plan: Plan) => LatencySeries[];
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/**
 * Step of the clock behind the values, in us: the greatest common divisor of their distances. 0
 * where they are no whole numbers or all the same.
 */
const resolutionOf = (sorted: Float64Array): number => {
  let step = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    if (!Number.isInteger(sorted[i]!)) return 0;
    if (i > 0) step = divisor(sorted[i]! - sorted[i - 1]!, step);
  }
  return step;
};

/**
 * Bins as wide as whole steps of the clock, edges half a step beside the values: bins that hold now
 * one and now two of the values that can occur would show gaps and peaks that are not there.
 */
const edgesOf = (sorted: Float64Array): { start: number; width: number; bins: number } => {
  const [low, high] = [sorted[0]!, sorted[sorted.length - 1]!];
  const most = Math.min(BINS, sorted.length);
  if (high === low) return { start: low, width: 0, bins: 1 };
  const step = resolutionOf(sorted);
  if (step === 0) return { start: low, width: (high - low) / most, bins: most };
  const values = (high - low) / step + 1;
  const each = Math.ceil(values / most);
  return { start: low - step / 2, width: each * step, bins: Math.ceil(values / each) };
};

const histogram = (sorted: Float64Array): LatencySeries['histogram'] => {
  const { start, width, bins } = edgesOf(sorted);
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of sorted) {
    const bin = width > 0 ? Math.min(bins - 1, Math.floor((value - start) / width)) : 0;
    counts[bin] = counts[bin]! + 1;
  }
  return counts.map((count, bin) => ({
    from: start + bin * width,
    to: start + (bin + 1) * width,
    count,
  }));
};

/** Limits in ms that criteria set on latencies of this kind. */
const limitsOf = (plan: Plan, metric: string): LatencySeries['limits'] =>
  plan.criteria
    .filter((criterion) => criterion.metric === metric && criterion.against === undefined)
    .map(({ id, statistic, limit }) => ({
      criterion: id,
      statistic,
      value: quantityIn(limit, 'ms'),
    }));

const seriesOf = (
  id: 'warm' | 'cold',
  clusters: readonly (readonly number[])[],
  plan: Plan,
): LatencySeries[] => {
  const groups = clusters.filter((values) => values.length > 0).map(sortedValues);
  const { values: pooled } = pooledOrder(groups);
  if (pooled.length === 0) return [];
  const ms = (p: number): number => quantileOfSorted(pooled, p)! / 1000;
  const band = clusterQuantileBounds(groups, 0.95, plan.confidence, plan.icc_floor);
  return [
    {
      id,
      unit: 'ms',
      n: pooled.length,
      median: ms(0.5),
      p95: ms(0.95),
      p99: ms(0.99),
      min: pooled[0]! / 1000,
      max: pooled[pooled.length - 1]! / 1000,
      histogram: histogram(pooled).map(({ from, to, count }) => ({
        from: from / 1000,
        to: to / 1000,
        count,
      })),
      limits: limitsOf(plan, id === 'warm' ? 'latency' : 'cold-latency'),
      p95_band: {
        lower: band.lower === null ? null : band.lower / 1000,
        upper: band.upper === null ? null : band.upper / 1000,
      },
    },
  ];
};

export const createLatencyCollector = (): LatencyCollector => {
  const values: Record<'warm' | 'cold', number[][]> = { warm: [], cold: [] };
  return {
    add: ({ kind, start, latency_us: latency }, cluster) => {
      if (kind !== 'inference' || start === undefined || latency === undefined) return;
      if (Number.isFinite(latency) && latency >= 0) (values[start][cluster] ??= []).push(latency);
    },
    finish: (plan) => [
      ...seriesOf(
        'warm',
        [...values.warm].map((list) => list ?? []),
        plan,
      ),
      ...seriesOf(
        'cold',
        [...values.cold].map((list) => list ?? []),
        plan,
      ),
    ],
  };
};
