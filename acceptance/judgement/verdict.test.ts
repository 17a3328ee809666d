import { expect, test } from 'vitest';
import { judgeOne, judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

/** Events whose latency exceeds 60 ms on the given ones of each device. */
const slowOn = (slow: (device: number, i: number) => boolean): TelemetryEvent[] => {
  let [device, i] = [0, -1];
  return syntheticEvents({
    latency: (_, ofDevice) => {
      i = ofDevice === device ? i + 1 : 0;
      device = ofDevice;
      return slow(device, i) ? 70_000 : 30_000;
    },
  });
};

const p95 = syntheticPlan({ 'LAT-1': 'p95(latency) <= 60 ms' });

test('a p95 passes, is open and fails as the share over the limit grows', async () => {
  const none = await judgeOne(
    p95,
    slowOn(() => false),
  );
  const some = await judgeOne(
    p95,
    slowOn((_, i) => i % 40 === 1),
  );
  const many = await judgeOne(
    p95,
    slowOn((_, i) => i % 4 === 1),
  );
  expect([none.outcome, some.outcome, many.outcome]).toEqual(['pass', 'inconclusive', 'fail']);
  expect(some.advice).toContain('fresh pilot');
  expect(many.sentence).toContain('too few');
});

test('the bound of a p95 is that of its share at the effective sample size', async () => {
  const judged = await judgeOne(
    p95,
    slowOn(() => false),
  );
  // 1100 warm events on five devices: 220 / (1 + 219 * 0.05) each, and alpha^(1/n) with no excess.
  const effective = 1100 / (1 + 219 * 0.05);
  expect(judged.n_effective).toBeCloseTo(effective, 9);
  expect(judged.proportion?.lower.value).toBeCloseTo(100 * 0.05 ** (1 / effective), 9);
  expect(judged).toMatchObject({ n: 1100, k: 1100, result: { upper: { value: 30, unit: 'ms' } } });
});

test('a value exactly on the limit is within "<=" and outside "<"', async () => {
  const onLimit = syntheticEvents({ latency: () => 60_000 });
  const strict = syntheticPlan({ 'LAT-1': 'p95(latency) < 60 ms' });
  expect((await judgeOne(p95, onLimit)).outcome).toBe('pass');
  expect((await judgeOne(strict, onLimit)).outcome).toBe('fail');
});

test('a quantile that must be reached from below is judged as the share that reaches it', async () => {
  const reach = syntheticPlan({ 'LAT-1': 'p10(latency) >= 20 ms' });
  expect((await judgeOne(reach, syntheticEvents())).outcome).toBe('pass');
  expect((await judgeOne(reach, syntheticEvents({ latency: () => 10_000 }))).outcome).toBe('fail');
});

test('one bad device of five keeps many good events from proving a fleet', async () => {
  const judged = await judgeOne(
    syntheticPlan({ 'ACC-1': 'accuracy >= 85 %' }),
    syntheticEvents({ accuracy: 1 }).map((event, i) =>
      event.device === 'pump-05' && i % 3 === 0 ? { ...event, label: 'confused' } : event,
    ),
  );
  expect(judged.result?.estimate.value).toBeGreaterThan(93);
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.n_effective).toBeLessThan(20);
  expect(judged.device_line).toContain('4 of 5 devices met the limit');
});

test('four devices never decide about a fleet, and the reason says how many it takes', async () => {
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 50 %' }, { at_least: 1 });
  for (const accuracy of [1, 0]) {
    const judged = await judgeOne(plan, syntheticEvents({ devices: 4, accuracy }));
    expect(judged.outcome).toBe('inconclusive');
    expect(judged.reason).toContain('at least 5 devices');
  }
});

test('a suite that asks for eight devices is not content with five', async () => {
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 50 %' }, { at_least: 8 });
  const judged = await judgeOne(plan, syntheticEvents());
  expect(judged).toMatchObject({ outcome: 'inconclusive' });
  expect(judged.reason).toContain('at least 8 devices');
});

test('a claim about these devices rests on their sessions', async () => {
  const plan = syntheticPlan(
    { 'ACC-1': 'accuracy >= 80 %' },
    { claim: 'these-devices', at_least: 1 },
  );
  const two = { devices: 2, perDevice: 240 };
  const enough = await judgeOne(plan, syntheticEvents({ ...two, sessionsPerDevice: 5 }));
  const tooFew = await judgeOne(plan, syntheticEvents({ ...two, sessionsPerDevice: 4 }));
  expect(enough).toMatchObject({ outcome: 'pass', clusters: { sessions: 10, unit: 'session' } });
  expect(enough.device_line).toBeUndefined();
  expect(tooFew.outcome).toBe('inconclusive');
  expect(tooFew.reason).toContain('at least 5 sessions');
});

test('evidence weaker than a criterion accepts can never pass it, and still can fail it', async () => {
  const plan = syntheticPlan({ 'ACC-1': { expect: 'accuracy >= 80 %', accept: 'hardware' } });
  const good = await judgeOne(plan, syntheticEvents());
  const bad = await judgeOne(plan, syntheticEvents({ accuracy: 0.2 }));
  const real = await judgeOne(plan, syntheticEvents({ origin: 'hardware' }));
  expect(good).toMatchObject({ outcome: 'inconclusive', origin: 'emulated' });
  expect(good.reason).toContain('accepts hardware only');
  expect(bad.outcome).toBe('fail');
  expect(real).toMatchObject({ outcome: 'pass', origin: 'hardware' });
});

test('one weaker event makes the evidence weaker', async () => {
  const events = syntheticEvents({ origin: 'hardware' });
  events[500] = { ...events[500]!, origin: 'emulated' };
  const judged = await judgeOne(syntheticPlan({ 'ACC-1': 'accuracy >= 80 %' }), events);
  expect(judged.origin).toBe('emulated');
});

test('a day of energy is modelled even where the inferences were measured on hardware', async () => {
  const plan = syntheticPlan({
    'ENE-1': { expect: 'energy-per-day <= 500 J', accept: 'emulated' },
  });
  const judged = await judgeOne(plan, syntheticEvents({ origin: 'hardware' }));
  expect(judged).toMatchObject({ outcome: 'inconclusive', origin: 'modelled' });
});

test('sensitivity shows the verdict at three floors and three confidences', async () => {
  const judged = await judgeOne(
    p95,
    slowOn(() => false),
  );
  expect(judged.sensitivity).toHaveLength(9);
  const at = (floor: number, confidence: number): string | undefined =>
    judged.sensitivity.find((row) => row.icc_floor === floor && row.confidence === confidence)
      ?.outcome;
  expect([at(0.05, 0.95), at(0.1, 0.95), at(0.02, 0.99)]).toEqual(['pass', 'inconclusive', 'pass']);
});

test('when no number of events can help, the advice says so', async () => {
  const p99 = syntheticPlan({ 'LAT-1': 'p99(latency) <= 60 ms' });
  const judged = await judgeOne(
    p99,
    slowOn(() => false),
  );
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.advice).toContain('More events cannot help: 5 devices prove at most 97');
});

test('a spread so wide that a mean could be below zero never makes a battery fail', async () => {
  const plan = syntheticPlan(
    { 'BAT-1': { expect: 'battery-life >= 10 days', accept: 'modelled' } },
    {
      profile: {
        id: 'idle',
        inferences_per_day: 1,
        sleep_A: 0,
        supply_V: 3,
        battery_J: 100,
        battery_usable: 1,
      },
    },
  );
  const events = syntheticEvents().map((event) => ({
    ...event,
    energy_uJ: event.device === 'pump-01' ? 60_000_000 : 10,
  }));
  const judged = await judgeOne(plan, events);
  expect(judged.result?.upper.value).toBeNull();
  expect(judged.outcome).toBe('inconclusive');
});

test('one event, or none, leaves no number that JSON cannot hold', async () => {
  const plan = syntheticPlan({
    'LAT-1': 'p95(latency) <= 60 ms',
    'ACC-1': { expect: 'accuracy >= 85 %', in_every: ['temperature'] },
    'ENE-1': 'mean(energy-per-inference) <= 5 mJ',
    'BAT-1': 'battery-life >= 365 days',
  });
  for (const events of [[], syntheticEvents().slice(1, 2), syntheticEvents({ perDevice: 1 })]) {
    const record = await judgeSynthetic(plan, events);
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  }
});
