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

const single = (values: readonly number[]): { sum: number; n: number }[] =>
  values.map((sum) => ({ sum, n: 1 }));

test('the bound of skewed devices is that of the studentised bootstrap where t is kinder', async () => {
  const { result, method } = await energies(skewed);
  const [t, resampled] = [
    clusterMean(single(skewed), 0.95),
    studentisedBootstrap(single(skewed), 10_000, 0).limits(0.95),
  ];
  expect(resampled.upper).toBeGreaterThan(t.upper);
  expect(result?.upper.value).toBeCloseTo(resampled.upper / 1000, 9);
  expect(result?.lower.value).toBeCloseTo(Math.min(t.lower, resampled.lower) / 1000, 9);
  expect(method).toContain('studentised bootstrap');
});

test('devices that lie evenly are judged by t alone', async () => {
  const { result, method } = await energies(even);
  expect(result?.upper.value).toBeCloseTo(clusterMean(single(even), 0.95).upper / 1000, 9);
  expect(method).not.toContain('bootstrap');
});

test('of seven devices skewness cannot be told, and the method says so', async () => {
  const { result, method } = await energies(skewed.slice(1));
  const { upper } = clusterMean(single(skewed.slice(1)), 0.95);
  expect(result?.upper.value).toBeCloseTo(upper / 1000, 9);
  expect(method).toContain('of fewer than 8 devices skewness cannot be told');
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
