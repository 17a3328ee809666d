import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Requirement } from '../../schemas/types/requirements.ts';
import { planRequirements } from './plan-requirements.ts';

const scenarios: Plan['scenarios'] = [
  {
    id: 'steady-state',
    samples: 1200,
    inferences: 1200,
    cold: 5,
    truths: { normal: 300, imbalance: 300, 'bearing-wear': 300, cavitation: 300 },
    slices: { 'temperature=cold': 300, 'temperature=mild': 900 },
    hours: { least: 100, most: 110 },
  },
];

type Written = Parameters<typeof syntheticPlan>[0][string];

const only = (
  written: Written,
  more: Parameters<typeof syntheticPlan>[1] = {},
  measured?: Parameters<typeof planRequirements>[1],
): Requirement =>
  planRequirements(syntheticPlan({ 'X-1': written }, { scenarios, ...more }), measured)
    .requirements[0]!;

test('the expected value is the suite’s, else a run’s, else a usual one', async () => {
  expect(only('accuracy >= 90 %')).toMatchObject({ assumed: '95 %', from: 'default' });
  const expected = { expect: 'accuracy >= 90 %', expected: { value: 0.97, unit: '1' } };
  expect(only(expected)).toMatchObject({ assumed: '97 %', from: 'suite' });

  const plan = syntheticPlan({ 'X-1': 'accuracy >= 90 %' }, { scenarios });
  const judged = await judgeOne(plan, syntheticEvents({ accuracy: 0.98 }));
  const measured = only('accuracy >= 90 %', {}, [judged]);
  expect(measured.from).toBe('run');
  expect(measured.power).toBeGreaterThan(only('accuracy >= 90 %').power!);
  // The measured value counts whatever the limit, but not for another question.
  expect(only('accuracy >= 95 %', {}, [judged]).from).toBe('run');
  expect(only('recall(cavitation) >= 90 %', {}, [judged]).from).toBe('default');
});

test('of a quantile the share beyond the limit is expected, and a time is refused', () => {
  const share = { expect: 'p95(latency) <= 60 ms', expected: { value: 1, unit: '%' } };
  expect(only(share)).toMatchObject({ assumed: '1 % over the limit', from: 'suite' });
  const time = { expect: 'p95(latency) <= 60 ms', expected: { value: 50, unit: 'ms' } };
  expect(() => only(time)).toThrow('not what can be expected');
  const outside = { expect: 'accuracy >= 90 %', expected: { value: 120, unit: '%' } };
  expect(() => only(outside)).toThrow('not what can be expected');
});

test('a run in which nothing failed does not prove that nothing will', async () => {
  const plan = syntheticPlan({ 'X-1': 'p95(latency) <= 60 ms' }, { scenarios });
  const judged = await judgeOne(plan, syntheticEvents());
  const { assumed } = only('p95(latency) <= 60 ms', {}, [judged]);
  // One of 1101: one more than the 1100 warm events that stayed within.
  expect(assumed).toBe('0.09 % over the limit');
});

test('a pilot that is too small lacks devices before it lacks events', () => {
  const tight = only('accuracy >= 95 %');
  expect(tight.at80!.clusters).toBeGreaterThan(5);
  expect(tight.at95!.clusters).toBeGreaterThan(tight.at80!.clusters!);
  expect(tight.power).toBeLessThan(0.5);
  expect(tight.sentence).toContain('it lacks devices');
  const easy = only('accuracy >= 40 %');
  expect(easy).toMatchObject({ at80: { clusters: 5 }, at95: { clusters: 5 } });
  expect(easy.power).toBeGreaterThan(0.95);
});

test('a pilot as large as it asks for has the chance it promises', () => {
  const { at80 } = only('accuracy >= 85 %');
  const { events, clusters } = at80!;
  const devices = Array.from({ length: clusters! }, (_, n) => ({
    id: `pump-${n}`,
    tags: [],
    transport: 'emulator',
    protocol: 'json-lines',
    origin: 'emulated' as const,
  }));
  const sized = [{ ...scenarios[0]!, samples: events!, inferences: events! }];
  const again = only('accuracy >= 85 %', { devices, scenarios: sized });
  expect(again.power).toBeGreaterThanOrEqual(0.8);
  expect(again.at80!.events).toBeLessThanOrEqual(events!);
});

test('p99 for a fleet needs at least 15 boards, and five have no chance', () => {
  const p99 = only('p99(latency) <= 60 ms');
  expect(p99.at80!.clusters).toBeGreaterThanOrEqual(15);
  expect(p99).toMatchObject({ power: 0, feasibility: { provable: false } });
  expect(p99.sentence).toContain('no chance');
});

test('the scarcest condition decides how many events there must be', () => {
  const whole = only('accuracy >= 70 %');
  const sliced = only({ expect: 'accuracy >= 70 %', in_every: ['temperature'] });
  expect(sliced.at80!.events).toBeGreaterThan(3 * whole.at80!.events!);
  expect(sliced.power).toBeLessThan(whole.power!);
});

test('a rate is planned in hours, and its chance follows from the time of the steps', () => {
  const rate = only({ expect: 'restarts <= 1 /day', expected: { value: 0, unit: '/day' } });
  // 71.9 h without any prove it; the pilot covers 100 h.
  expect(rate.at80).toMatchObject({ events: null, clusters: 5 });
  expect(rate.at80!.hours).toBeCloseTo(71.9, 1);
  expect(rate).toMatchObject({ power: 1, best: '<= 0.72 /day' });
  const half = only('restarts <= 1 /day');
  // None in 100 h at half a restart a day: e^-2.083.
  expect(half.power).toBeCloseTo(Math.exp(-100 / 48), 6);
});

test('means are planned by the spread between devices, totals and battery life too', () => {
  for (const expect_ of [
    'mean(energy-per-inference) <= 2 mJ',
    'energy-per-day <= 150 J',
    'battery-life >= 365 days',
  ]) {
    const mean = only({ expect: expect_, accept: 'modelled' });
    expect(mean).toMatchObject({ at80: { clusters: 5 }, kind: 'sized' });
    expect(mean.power).toBeGreaterThan(0.9);
  }
  const near = { expect: 'mean(energy-per-inference) <= 2 mJ', accept: 'modelled' as const };
  // A twentieth below the limit is half a standard deviation: 27 devices by t alone, one more for skewness.
  const value = { value: 2 / 1.05, unit: 'mJ' };
  expect(only({ ...near, expected: value }).at80).toMatchObject({ clusters: 28 });
});

test('a drop counts devices that may differ, and no pilot proves what is not so', () => {
  const baseline = { evidence_sha256: 'a'.repeat(64), events: 'x', build: 'float' };
  const drop = only('drop(accuracy) <= 2 points', { baseline });
  expect(drop).toMatchObject({ assumed: 'no drop, 3 % differ', kind: 'sized' });
  expect(drop.at80!.events).toBeGreaterThan(464);
  expect(drop.caution).toContain('independent pairs');
  const worse = { expect: 'drop(accuracy) <= 2 points', expected: { value: 3, unit: 'points' } };
  expect(only(worse, { baseline })).toMatchObject({ at80: null, at95: null, power: 0 });
});

test('declared looks ask for more', () => {
  const looks = planRequirements(
    syntheticPlan({ 'X-1': 'accuracy >= 85 %' }, { scenarios, looks: 4 }),
  );
  expect(looks.confidence).toBeCloseTo(0.9875, 10);
  expect(looks.requirements[0]!.power).toBeLessThan(only('accuracy >= 85 %').power!);
});

test('the chance of passing everything falls with the number of criteria', () => {
  const one = planRequirements(syntheticPlan({ A: 'accuracy >= 80 %' }, { scenarios }));
  const two = planRequirements(
    syntheticPlan(
      { A: 'accuracy >= 80 %', B: 'recall(cavitation) >= 80 %', C: 'flash <= 64 KiB' },
      { scenarios },
    ),
  );
  expect(two).toMatchObject({ sized: 2 });
  expect(two.all).toBeCloseTo(one.all! * two.requirements[1]!.power!, 12);
});

test('the chance of passing everything is none where one is impossible, unknown where none is sized', () => {
  const all = (criteria: Parameters<typeof syntheticPlan>[0]): number | null =>
    planRequirements(syntheticPlan(criteria, { scenarios })).all;
  expect(all({ A: 'flash <= 64 KiB' })).toBeNull();
  expect(all({ A: 'flash <= 64 KiB', B: 'accuracy >= 80 %' })).toBeGreaterThan(0.5);
  expect(all({ A: 'drop(accuracy) <= 2 points', B: 'accuracy >= 80 %' })).toBe(0);
  expect(all({ B: { expect: 'every(latency) <= 60 ms', accept: 'hardware' } })).toBe(0);
  const optional = { expect: 'accuracy >= 100 %', required: false };
  expect(all({ A: optional, B: 'accuracy >= 80 %' })).toBeGreaterThan(0.5);
});

test('pairs on which the two differed are planned with as a run counted them', async () => {
  const baseline = { evidence_sha256: 'a'.repeat(64), events: 'x', build: 'float' };
  const written = 'drop(accuracy) <= 2 points';
  const plan = syntheticPlan({ 'X-1': written }, { scenarios, baseline });
  const judged = await judgeOne(plan, syntheticEvents({ accuracy: 0.9 }), {
    baseline: syntheticEvents({ accuracy: 1 }),
  });
  const [differ] = judged.display?.filter(({ name }) => name === 'only the baseline right') ?? [];
  const share = Math.round((((differ?.value ?? 0) + 1) / 1201) * 1000) / 10;
  expect(share).toBeGreaterThan(8);
  expect(only(written, { baseline }, [judged]).assumed).toContain(`${share} % differ`);
});

test('without a bench only what is needed is told', () => {
  const bare = only('accuracy >= 85 %', { devices: [] });
  expect(bare).toMatchObject({ power: null, best: null, at80: { clusters: 10 } });
  expect(bare.sentence).not.toContain('This pilot');
});
