import { expect, test } from 'vitest';
import { judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { AcceptanceRecord } from '../../schemas/types/record.ts';

type Bins = AcceptanceRecord['series']['latency'][number]['histogram'];

const plan = syntheticPlan({ 'LAT-1': 'p95(latency) <= 60 ms' });

/** Bins of warm latencies that take the given values in turn, in us. */
const binsOf = async (values: readonly number[]): Promise<Bins> => {
  let i = 0;
  const latency = (): number => values[i++ % values.length]!;
  return (await judgeSynthetic(plan, syntheticEvents({ latency }))).series.latency[0]!.histogram;
};

const range = (n: number, from: number, step: number): number[] =>
  Array.from({ length: n }, (_, i) => from + i * step);

test.each([
  ['fewer values than bins', 17, 24_800, 1],
  ['a step of the clock that is no microsecond', 61, 24_800, 4],
  ['a few more values than bins', 55, 24_800, 1],
  ['many values', 501, 30_000, 1],
  ['values from zero on', 20, 0, 1],
])('%s that are equally frequent show neither gap nor comb', async (_, n, from, step) => {
  const bins = await binsOf(range(n, from, step));
  const whole = bins.slice(0, -1).map(({ count }) => count);
  // 1100 events do not divide by every number of values, and cold starts take some out.
  expect(Math.min(...whole)).toBeGreaterThan(0.5 * Math.max(...whole));
  const width = (bins[0]!.to - bins[0]!.from) * 1000;
  expect(width / step).toBeCloseTo(Math.round(width / step), 6);
  const edges = [...bins.map((bin) => bin.from), bins.at(-1)!.to].map((ms) => ms * 1000);
  for (const edge of edges) expect(Math.abs(((edge - from) / step) % 1)).toBeCloseTo(0.5, 6);
  expect(bins.length).toBeLessThanOrEqual(40);
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(1100);
});

test('values between whole microseconds, and one value, have bins too', async () => {
  expect((await binsOf(range(100, 20_000.5, 0.25))).length).toBe(40);
  expect(await binsOf([60_000])).toEqual([{ from: 60, to: 60, count: 1100 }]);
});
