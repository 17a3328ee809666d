import { expect, test } from 'vitest';
import type { ValueStatistic } from '../../schemas/types/statistic.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import { noGaps } from '../aggregation/gaps.ts';
import type { Claim, Cluster } from '../families/family.ts';
import { quantile } from '../families/quantile.ts';
import { latency } from '../metrics/latency.ts';
import { armOf } from './change.ts';
import { beyondChange, quantileChange } from './quantile-change.ts';

const claim: Claim = {
  op: '<=',
  limit: 60,
  unit: 'ms',
  statistic: 'p95',
  confidence: 0.975,
  iccFloor: 0.05,
  scope: 'these-devices',
  leastDevices: 1,
};

/** One session in blocks of 25 events, of which the first `beyond` take 70 ms and the others 40. */
const blocksOf = (blocks: number, beyond: number): Cluster<ValueStatistic>[] =>
  Array.from({ length: blocks }, (_, block) => ({
    device: 'pump-01',
    session: 'boot-0',
    block,
    statistic: {
      values: Array.from({ length: 25 }, (_unused, i) => (i < beyond ? 70 : 40)),
      missing: 0,
      invalid: 0,
    },
  }));

const armFrom = (clusters: readonly Cluster<ValueStatistic>[]): ReturnType<typeof armOf> => {
  const gathered: Gathered = {
    clusters,
    slices: [],
    samples: undefined,
    gaps: noGaps,
    sessions: 1,
    origin: 'emulated',
    untagged: new Map(),
  };
  return armOf(gathered, latency, claim);
};

test.each(['<=', '<', '>=', '>'] as const)(
  'the share that misses a limit with "%s" is bounded as a verdict bounds the share that meets it',
  (op) => {
    const [before, after] = [blocksOf(40, 1), blocksOf(40, 2)];
    const limit = op === '<=' || op === '>' ? 60 : 70;
    const arms = {
      metric: latency,
      baseline: armFrom(before),
      candidate: armFrom(after),
      pairs: undefined,
      claim,
    };
    const beyond = beyondChange(arms, { op, limit })!;
    for (const [shown, clusters] of [
      [beyond.baseline, before],
      [beyond.candidate, after],
    ] as const) {
      const { share } = quantile.judge(clusters, { ...claim, op, limit });
      expect(shown.estimate).toBeCloseTo(100 * (1 - share!.estimate!), 9);
      expect(shown.upper).toBeCloseTo(100 * (1 - share!.lower!), 9);
      expect(shown.lower).toBeCloseTo(100 * (1 - share!.upper!), 9);
    }
  },
);

test('a run with few events a device does not get a better quantile for it', () => {
  const devices = (events: number): Cluster<ValueStatistic>[] =>
    Array.from({ length: 8 }, (_, device) => ({
      device: `pump-0${device + 1}`,
      session: '',
      statistic: {
        values: Array.from({ length: events }, (_unused, i) => 30 + ((i * 37 + device) % 50)),
        missing: 0,
        invalid: 0,
      },
    }));
  const changeOf = (before: number, after: number) =>
    quantileChange({
      metric: latency,
      baseline: armFrom(devices(before)),
      candidate: armFrom(devices(after)),
      pairs: undefined,
      claim: { ...claim, scope: 'fleet', leastDevices: 5 },
    });
  expect(changeOf(1000, 20).reason).toContain('20 events a device and the other 1000');
  expect(changeOf(1000, 600).reason).toBeUndefined();
});
