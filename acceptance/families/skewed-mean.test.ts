import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { seeded, syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import { clusterMean } from '../statistics/cluster-mean.ts';
import { studentisedBootstrap } from '../statistics/studentised-bootstrap.ts';
import type { Claim } from './family.ts';
import { averageOf } from './fleet-average.ts';

const energies = (values: readonly number[]): Promise<Criterion> =>
  judgeOne(
    syntheticPlan({
      'ENE-1': { expect: 'mean(energy-per-inference) <= 5 mJ', accept: 'modelled' },
    }),
    syntheticEvents({ devices: values.length, perDevice: 20 }).map((event) => ({
      ...event,
      energy_uJ: values[Number(event.device.slice(6)) - 1]!,
    })),
  );

const skewed = [1000, 1100, 1050, 1200, 980, 1020, 1500, 2600];
const even = [1000, 1100, 1050, 1200, 980, 1020, 1150, 1090];

/** One-sided t limits with what an assumed skewness of 0.35 adds to t (Hall 1992). */
const widened = (values: readonly number[], t: number): { lower: number; upper: number } => {
  const { mean, standardError } = clusterMean(single(values), 0.95);
  const half = (t + (0.35 * (2 * t * t + 1)) / (6 * Math.sqrt(values.length))) * standardError;
  return { lower: mean - half, upper: mean + half };
};

// Quantiles of Student's t at 95 %, from tables.
const [t6, t7] = [1.9431802805, 1.8945786051];

const single = (values: readonly number[]): { sum: number; n: number }[] =>
  values.map((sum) => ({ sum, n: 1 }));

test('the bound of skewed devices is that of the studentised bootstrap where t is kinder', async () => {
  const { result, method } = await energies(skewed);
  const [t, resampled] = [
    widened(skewed, t7),
    studentisedBootstrap(single(skewed), 10_000, 0).limits(0.95),
  ];
  expect(resampled.upper).toBeGreaterThan(t.upper);
  expect(result?.upper.value).toBeCloseTo(resampled.upper / 1000, 9);
  expect(result?.lower.value).toBeCloseTo(Math.min(t.lower, resampled.lower) / 1000, 9);
  expect(method).toContain('studentised bootstrap');
});

test('devices that lie evenly are judged by t, with a little skewness assumed', async () => {
  const { result, method } = await energies(even);
  expect(result?.upper.value).toBeCloseTo(widened(even, t7).upper / 1000, 9);
  expect(method).not.toContain('bootstrap');
});

test('seven devices cannot show their skewness, so a little is assumed', async () => {
  const { result, method } = await energies(skewed.slice(1));
  const { upper } = widened(skewed.slice(1), t6);
  expect(result?.upper.value).toBeCloseTo(upper / 1000, 9);
  expect(method).toContain('a skewness of 0.35 between devices is assumed');
});

test('a mean at its limit passes less often where its devices are skewed', () => {
  const random = seeded(4);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const claim: Claim = {
    op: '<=',
    limit: 1,
    unit: 'uJ',
    statistic: 'mean',
    confidence: 0.95,
    iccFloor: 0.05,
    scope: 'fleet',
    leastDevices: 5,
    seed: 1,
  };
  const [runs, truth] = [300, Math.exp(0.125)];
  let [byT, wrong] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const sums = single(Array.from({ length: 10 }, () => Math.exp(0.5 * normal())));
    if (clusterMean(sums, 0.95).upper <= truth) byT += 1;
    if (averageOf(sums, claim, {}).upper! <= truth) wrong += 1;
  }
  expect(wrong).toBeLessThan(byT);
  expect(wrong / runs).toBeLessThan(0.13);
});
