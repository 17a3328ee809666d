import { expect, test } from 'vitest';
import { clusterProportion, shareProver } from './cluster-proportion.ts';
import { clusterQuantileBounds, countsWithin } from './cluster-quantile.ts';
import { quantile, meanAndSd, medianDeviation } from './descriptive.ts';
import { holm } from './holm.ts';
import { intraclassCorrelation } from './icc.ts';
import { minimumEvents, quantileRanks } from './order-statistics.ts';
import { eventsForProportion } from './power.ts';
import { provenBySuccessRun, successRun } from './success-run.ts';
import { tango } from './tango.ts';

test('the published numbers of events that prove a p95 with 0 to 10 over the limit', () => {
  const table = Array.from({ length: 11 }, (_, allowed) => minimumEvents(0.95, allowed, 0.95));
  expect(table).toEqual([59, 93, 124, 153, 181, 208, 234, 260, 286, 311, 336]);
});

test('the published numbers of events that prove an accuracy with 80 and 90 % power', () => {
  const n = (limit: number, truth: number, power: number): number | undefined =>
    eventsForProportion(limit, truth, 0.95, power)?.n;
  expect([n(0.9, 0.95, 0.8), n(0.9, 0.95, 0.9)]).toEqual([179, 239]);
  expect([n(0.98, 0.99, 0.8), n(0.98, 0.99, 0.9)]).toEqual([969, 1271]);
  expect(n(0.95, 0.9, 0.8)).toBeUndefined();
});

test('devices that all met the limit prove 37, 55, 69 and 74 % of a fleet', () => {
  const percent = [3, 5, 8, 10].map((n) => Math.round(provenBySuccessRun(n, 0.95) * 100));
  expect(percent).toEqual([37, 55, 69, 74]);
  expect(successRun(0.95, 0.95)).toBe(59);
});

test('one cluster has no variance between clusters and leans on the floor alone', () => {
  const one = clusterProportion([{ successes: 100, trials: 100 }], 0.95, 0.05);
  expect(one.standardError).toBeNull();
  expect(one.effectiveTrials).toBeCloseTo(100 / 5.95, 9);
  expect(one.upper).toBe(1);
  expect(one.lower).toBeLessThan(0.85);
});

test('clusters without trials change nothing', () => {
  const counts = [48, 47, 50].map((successes) => ({ successes, trials: 50 }));
  const padded = [...counts, { successes: 0, trials: 0 }];
  expect(clusterProportion(padded, 0.95, 0.05)).toEqual(clusterProportion(counts, 0.95, 0.05));
});

test('no success and nothing but successes have exact ends', () => {
  const all = (successes: number): { successes: number; trials: number }[] =>
    [1, 2, 3, 4, 5].map(() => ({ successes, trials: 40 }));
  expect(clusterProportion(all(0), 0.95, 0.05).lower).toBe(0);
  expect(clusterProportion(all(40), 0.95, 0.05).upper).toBe(1);
});

test('the quick proof of a share agrees with the limit it stands for', () => {
  for (let misses = 0; misses < 40; misses += 1) {
    const counts = [0, 1, 2, 3, 4].map((i) => ({
      successes: 60 - Math.floor((misses + i) / 5),
      trials: 60,
    }));
    const { lower } = clusterProportion(counts, 0.95, 0.05);
    for (const p of [0.8, 0.9, 0.95]) {
      const proves = shareProver(
        counts.map(({ trials }) => trials),
        p,
        0.95,
        0.05,
      );
      const sum = (of: (count: (typeof counts)[number]) => number): number =>
        counts.reduce((total, count) => total + of(count), 0);
      const sums = {
        hits: sum(({ successes }) => successes),
        squares: sum(({ successes }) => successes ** 2),
        products: sum(({ successes, trials }) => successes * trials),
      };
      expect(proves(sums)).toBe(lower >= p);
    }
  }
});

test('without correlation the bounds of a quantile are the order statistics of Wilks', () => {
  const values = Float64Array.from({ length: 300 }, (_, i) => i + 1);
  const singles = [...values].map((value) => [value]);
  const ranks = quantileRanks(300, 0.95, 0.95);
  const bounds = clusterQuantileBounds(singles, 0.95, 0.95, 0);
  expect(ranks.upperRank).toBe(292);
  expect(bounds.upper).toBeGreaterThanOrEqual(292);
  expect(bounds.lower).toBeLessThanOrEqual(ranks.lowerRank!);
});

test('a limit that is proven while a looser one is not bounds nothing', () => {
  // Up to 1 all devices miss alike; up to 2 one of them alone does, which tells less of a fleet.
  const of = (n: number, value: number): number[] => Array.from({ length: n }, () => value);
  const alike = [...of(56, 1), ...of(4, 2)];
  const clusters = [alike, alike, alike, alike, [...of(112, 1), ...of(8, 10)]];
  const proven = (limit: number): boolean =>
    clusterProportion(countsWithin(clusters, limit), 0.95, 0).lower >= 0.9;
  expect([1, 2, 10].map(proven)).toEqual([true, false, true]);
  expect(clusterQuantileBounds(clusters, 0.9, 0.95, 0).upper).toBe(10);
});

test('score limits of a difference hold where no pair differs and where all do', () => {
  const none = tango({ onlyFirst: 0, onlySecond: 0, pairs: 50 }, 0.975);
  expect(none.upper).toBeCloseTo(1.959963984540054 ** 2 / (50 + 1.959963984540054 ** 2), 9);
  expect(none.lower).toBeCloseTo(-none.upper, 9);
  expect(tango({ onlyFirst: 30, onlySecond: 0, pairs: 30 }, 0.95).upper).toBeCloseTo(1, 9);
});

test('Holm keeps the order it was given and never falls below the unadjusted value', () => {
  const p = [0.5, 0.001, 0.04];
  const adjusted = holm(p);
  expect(adjusted[1]).toBeCloseTo(0.003, 12);
  expect(adjusted.every((value, i) => value >= p[i]!)).toBe(true);
  expect(holm([])).toEqual([]);
});

test('numbers that are none make descriptive numbers unknown, never a guess', () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(quantile([3, Number.NaN, 1], 0.5)).toBeNull();
  expect(quantile([1, Infinity], 0.5)).toBeNull();
  expect(medianDeviation([Number.NaN])).toBeNull();
  expect(meanAndSd([])).toEqual({ mean: null, sd: null });
  expect(meanAndSd([4])).toEqual({ mean: 4, sd: null });
});

test('an intraclass correlation of nothing but equal values is unknown', () => {
  const equal = [1, 2, 3].map(() => ({ n: 4, sum: 8, sumOfSquares: 16 }));
  expect(intraclassCorrelation(equal).icc).toBeNull();
  expect(intraclassCorrelation([{ n: 4, sum: 8, sumOfSquares: 20 }]).icc).toBeNull();
});

test('planning stays quick and finite where the truth hardly beats the limit', () => {
  const close = eventsForProportion(0.95, 0.9501, 0.95, 0.8);
  expect(close?.n).toBeGreaterThan(1e7);
  expect(eventsForProportion(0.9, 0.91, 0.95, 0.8)?.power).toBeGreaterThanOrEqual(0.8);
  expect(eventsForProportion(0.5, 1, 0.95, 0.8)).toMatchObject({ n: 5, allowed: 0, power: 1 });
});
