import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { parseCriterion } from '../criterion/parse.ts';

const golden = { evidence_sha256: 'a'.repeat(64), events: 'baseline.ndjson', build: 'float' };

const against = (expectation: string): Plan => ({
  ...syntheticPlan({}, { baseline: golden }),
  criteria: [
    {
      id: 'CHG-1',
      ...parseCriterion(expectation, undefined, { change: true }),
      in_every: [],
      covers: [],
      accept: 'emulated',
      required: true,
      against: 'baseline',
    },
  ],
});

const before = syntheticEvents({ accuracy: 0.95, seed: 3 });
const after = syntheticEvents({ accuracy: 0.9, seed: 4, latency: () => 27_000 });

/** Counted by hand, from the events alone. */
const rightIn = (events: readonly TelemetryEvent[]): number =>
  (100 * events.filter(({ label, truth }) => label === truth).length) / events.length;

test('a drop carries what each build got right of the same samples', async () => {
  const plan = syntheticPlan({ 'CMP-1': 'drop(accuracy) <= 20 points' }, { baseline: golden });
  const { arms, result, n } = await judgeOne(plan, after, { baseline: before });
  expect(n).toBe(1200);
  expect(arms!.baseline).toMatchObject({ unit: '%', n: 1200 });
  expect(arms!.baseline.value).toBeCloseTo(rightIn(before), 9);
  expect(arms!.candidate.value).toBeCloseTo(rightIn(after), 9);
  expect(arms!.baseline.value! - arms!.candidate.value!).toBeCloseTo(result!.estimate.value!, 9);
});

test('samples without a partner count in neither build', async () => {
  const plan = syntheticPlan({ 'CMP-1': 'drop(accuracy) <= 20 points' }, { baseline: golden });
  const { arms } = await judgeOne(plan, after, { baseline: before.slice(300) });
  expect(arms!.candidate).toMatchObject({ n: 900 });
  expect(arms!.candidate.value).toBeCloseTo(rightIn(after.slice(300)), 9);
  expect(arms!.baseline.value).toBeCloseTo(rightIn(before.slice(300)), 9);
});

test('a change of a quantile, a share and a mean carries both values in the unit of the metric', async () => {
  const median = await judgeOne(against('median(latency) <= +9 ms'), after, { baseline: before });
  expect(median.arms).toMatchObject({
    baseline: { unit: 'us' },
    candidate: { value: 27_000, unit: 'us' },
  });
  const warm = before
    .filter(({ start }) => start === 'warm')
    .map(({ latency_us }) => latency_us!)
    .toSorted((a, b) => a - b);
  expect(median.arms!.baseline.n).toBe(warm.length);
  expect(Math.abs(median.arms!.baseline.value! - warm[Math.floor(warm.length / 2)]!)).toBeLessThan(
    20,
  );
  const share = await judgeOne(against('accuracy >= -20 points'), after, { baseline: before });
  expect(share.arms!.candidate).toMatchObject({ unit: '%', n: 1200 });
  expect(share.arms!.candidate.value).toBeCloseTo(rightIn(after), 9);
  const mean = await judgeOne(against('mean(energy-per-inference) <= +9 mJ'), after, {
    baseline: before,
  });
  expect(mean.arms!.candidate.value).toBeCloseTo(810, 6);
});

test('a criterion that compares nothing has no arms', async () => {
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 80 %' }, { baseline: golden });
  expect((await judgeOne(plan, after, { baseline: before })).arms).toBeUndefined();
});
