import { expect, test } from 'vitest';
import { judgeOne, judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { seeded, syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const plan = syntheticPlan(
  { 'ACC-1': 'accuracy >= 80 %' },
  { claim: 'these-devices', at_least: 1, devices: [] },
);

test('with few sessions ten blocks of 25 inferences of each device are the clusters', async () => {
  const judged = await judgeOne(plan, syntheticEvents({ devices: 2, perDevice: 250 }));
  expect(judged).toMatchObject({ outcome: 'pass', n: 500 });
  expect(judged.clusters).toEqual({ devices: 2, sessions: 2, unit: 'block' });
  expect(judged.method).toContain('blocks of 25 or more consecutive inferences');
});

test('blocks show how they differ and not how sessions do, so a session counts as one', async () => {
  const all = syntheticEvents({ devices: 2, perDevice: 500, sessionsPerDevice: 4, accuracy: 1 });
  const four = await judgeOne(plan, all);
  // Eight sessions of 125: 1000 / (1 + 124 x 0.05). Blocks of 25 by themselves would claim 454.
  expect(four.n_effective).toBeCloseTo(1000 / (1 + 124 * 0.05), 9);
  const five = await judgeOne(
    plan,
    syntheticEvents({ devices: 2, perDevice: 500, sessionsPerDevice: 5, accuracy: 1 }),
  );
  expect([four.clusters.unit, five.clusters.unit]).toEqual(['block', 'session']);
  expect(five.n_effective).toBeGreaterThan(four.n_effective!);
  const p95 = { ...plan, criteria: syntheticPlan({ 'L-1': 'p95(latency) <= 60 ms' }).criteria };
  expect((await judgeOne(p95, all)).n_effective).toBeLessThan(200);
});

test('nine blocks are too few, and the reason says what it takes', async () => {
  const judged = await judgeOne(plan, syntheticEvents({ devices: 2, perDevice: 249 }));
  expect(judged).toMatchObject({ outcome: 'inconclusive', clusters: { unit: 'session' } });
  expect(judged.reason).toBe(
    'A claim about these devices needs at least 5 sessions of each, or 10 blocks of 25 inferences, and pump-01 has 1 session',
  );
});

test('a device with five sessions is judged by them beside one that is judged by blocks', async () => {
  const events = syntheticEvents({ devices: 2, perDevice: 250 }).map((event) =>
    event.device === 'pump-01' ? { ...event, session: `boot-${event.seq % 5}` } : event,
  );
  const judged = await judgeOne(plan, events);
  expect(judged).toMatchObject({ outcome: 'pass', clusters: { sessions: 6, unit: 'block' } });
});

test('shuffled events make no blocks, for they would look independent', async () => {
  const random = seeded(7);
  const events = syntheticEvents({ devices: 2, perDevice: 500 });
  const shuffled = events
    .map((event): [number, TelemetryEvent] => [random(), event])
    .toSorted(([a], [b]) => a - b)
    .map(([, event]) => event);
  expect(await judgeOne(plan, events)).toMatchObject({ outcome: 'pass' });
  expect(await judgeOne(plan, shuffled)).toMatchObject({
    outcome: 'inconclusive',
    clusters: { unit: 'session' },
    serial_correlation: null,
  });
});

test('a long recording of one session proves no more than a session can', async () => {
  const judged = await judgeOne(
    { ...plan, scenarios: [] },
    syntheticEvents({ devices: 1, perDevice: 20_000, accuracy: 1 }),
  );
  // However many blocks: the one session is worth at most 1 / 0.05 independent inferences.
  expect(judged.n_effective).toBeCloseTo(20_000 / (1 + 19_999 * 0.05), 9);
  expect(judged.outcome).toBe('pass');
});

test('a fleet is learnt from devices, however many blocks there are', async () => {
  const fleet = syntheticPlan({ 'ACC-1': 'accuracy >= 80 %' });
  const judged = await judgeOne(fleet, syntheticEvents({ devices: 4, perDevice: 500 }));
  expect(judged).toMatchObject({ outcome: 'inconclusive', clusters: { unit: 'device' } });
});

test('neighbours that resemble each other are a finding, and independent ones are not', async () => {
  const latency = syntheticPlan({ 'LAT-1': 'p95(latency) <= 60 ms' });
  const wave = (event: TelemetryEvent): TelemetryEvent => ({
    ...event,
    latency_us: 30_000 + Math.round(5000 * Math.sin(event.seq / 20)),
  });
  const smooth = await judgeSynthetic(latency, syntheticEvents().map(wave));
  expect(smooth.criteria[0]!.serial_correlation).toBeGreaterThan(0.9);
  expect(smooth.findings).toEqual([
    expect.objectContaining({ code: 'SERIAL_CORRELATION', severity: 'warning' }),
  ]);
  expect(smooth.findings[0]!.sentence).toContain('LAT-1');
  expect(smooth.findings[0]!.sentence).toContain('more sessions');
  const rough = await judgeSynthetic(latency, syntheticEvents());
  expect(Math.abs(rough.criteria[0]!.serial_correlation ?? 1)).toBeLessThan(0.1);
  expect(rough.findings).toEqual([]);
});

test('of equal values, and of too few, no correlation is known', async () => {
  const latency = syntheticPlan({ 'LAT-1': 'p95(latency) <= 60 ms' });
  const equal = await judgeOne(latency, syntheticEvents({ latency: () => 30_000 }));
  const few = await judgeOne(latency, syntheticEvents({ perDevice: 20 }));
  expect([equal.serial_correlation, few.serial_correlation]).toEqual([null, null]);
});

test.each([
  'mean(energy-per-inference) <= 5 mJ',
  'energy-per-day <= 50000 J',
  'false-alarms <= 1000 /h',
])('blocks do not make one long session prove %s', async (claim) => {
  const asked = syntheticPlan(
    { 'X-1': { expect: claim, accept: 'modelled' } },
    { claim: 'these-devices', at_least: 1, devices: [] },
  );
  const long = syntheticEvents({ devices: 2, perDevice: 500, sessionsPerDevice: 2 });
  const judged = await judgeOne(asked, long);
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.reason).toContain('needs at least 5 sessions of each, and pump-01 has fewer');
  const sessions = syntheticEvents({ devices: 2, perDevice: 500, sessionsPerDevice: 5 });
  expect((await judgeOne(asked, sessions)).outcome).toBe('pass');
});
