import { expect, test } from 'vitest';
import { judgeOne, judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { aggregate } from '../index.ts';

const accuracy = syntheticPlan({ 'ACC-1': 'accuracy >= 85 %' });

test('an event that comes twice counts once and is reported', async () => {
  const events = syntheticEvents();
  const record = await judgeSynthetic(accuracy, [...events, ...events.slice(0, 30)]);
  expect(record.criteria[0]!.n).toBe(1200);
  expect(record.tested.counts).toMatchObject({ events: 1200, duplicates: 30 });
  expect(record.findings.map(({ code }) => code)).toEqual(['EVENTS_DUPLICATED']);
});

test('events in any order are the same events', async () => {
  const events = syntheticEvents();
  const forwards = await judgeSynthetic(accuracy, events);
  const backwards = await judgeSynthetic(accuracy, events.toReversed());
  expect(backwards.criteria[0]!.result).toEqual(forwards.criteria[0]!.result);
  expect(backwards.series.confusion).toEqual(forwards.series.confusion);
});

test('a sample inferred again counts for latency and not for answers', async () => {
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 85 %', 'LAT-1': 'p95(latency) <= 60 ms' });
  const events = syntheticEvents();
  const again = events.map((event) => ({ ...event, session: 'second', label: 'confused' }));
  const record = await judgeSynthetic(plan, [...events, ...again]);
  expect(record.criteria.map(({ n }) => n)).toEqual([1200, 2200]);
  expect(record.findings.map(({ code }) => code)).toEqual(['SAMPLES_REPEATED']);
});

test('a criterion of one scenario sees the events of that scenario alone', async () => {
  const plan = syntheticPlan({
    'ACC-1': { expect: 'accuracy >= 85 %', scenario: 'field' },
    'ACC-2': 'accuracy >= 85 %',
  });
  plan.scenarios.push({ id: 'field', samples: 300, inferences: 300 });
  const events = syntheticEvents().map((event, i) =>
    i % 4 === 0 ? { ...event, scenario: 'field' } : event,
  );
  const { criteria } = await judgeSynthetic(plan, events);
  expect(criteria.map(({ n }) => n)).toEqual([300, 1200]);
});

test('a drop pairs by sample, states what has no partner and counts nothing twice', async () => {
  const plan = syntheticPlan(
    { 'CMP-1': 'drop(accuracy) <= 2 points' },
    { baseline: { evidence_sha256: 'a'.repeat(64), events: 'baseline.ndjson', build: 'float' } },
  );
  const events = syntheticEvents({ accuracy: 1 });
  const missing = events.slice(0, 1190);
  const record = await judgeSynthetic(plan, events, { baseline: [...missing, ...missing] });
  expect(record.criteria[0]).toMatchObject({ outcome: 'inconclusive', n: 1190 });
  expect(record.criteria[0]!.reason).toContain('10 samples of the candidate and 0 of the baseline');
  expect(record.tested.counts.unpaired).toBe(10);
  expect(record.findings[0]?.sentence).toContain('10 samples');
});

test('a drop fails when the candidate loses what the baseline had', async () => {
  const plan = syntheticPlan(
    { 'CMP-1': 'drop(accuracy) <= 2 points' },
    { baseline: { evidence_sha256: 'a'.repeat(64), events: 'baseline.ndjson', build: 'float' } },
  );
  const baseline = syntheticEvents({ accuracy: 1 });
  const judged = await judgeOne(plan, syntheticEvents({ accuracy: 0.9 }), { baseline });
  expect(judged.outcome).toBe('fail');
  expect(judged.result?.estimate.value).toBeGreaterThan(7);
});

test('few pairs that all agree do not prove that nothing differs', async () => {
  const plan = syntheticPlan(
    { 'CMP-1': 'drop(accuracy) <= 2 points' },
    { baseline: { evidence_sha256: 'a'.repeat(64), events: 'baseline.ndjson', build: 'float' } },
  );
  const few = syntheticEvents({ accuracy: 1, perDevice: 12 });
  const judged = await judgeOne(plan, few, { baseline: few });
  expect(judged).toMatchObject({ outcome: 'inconclusive', n: 60 });
  // Score limit without a discordant pair, z^2 / (n + z^2), at 60 / (1 + 11 x 0.01) effective pairs.
  const effective = 60 / 1.11;
  expect(judged.n_effective).toBeCloseTo(effective, 6);
  expect(judged.result?.upper.value).toBeCloseTo(
    (100 * 2.705543454) / (effective + 2.705543454),
    6,
  );
});

test('a drop that one device shows and the others do not is wider than its pairs alone', async () => {
  const plan = syntheticPlan(
    { 'CMP-1': 'drop(accuracy) <= 2 points' },
    { baseline: { evidence_sha256: 'a'.repeat(64), events: 'baseline.ndjson', build: 'float' } },
  );
  const baseline = syntheticEvents({ accuracy: 1 });
  const events = baseline.map((event, i) =>
    event.device === 'pump-03' && i % 20 === 0 ? { ...event, label: 'confused' } : event,
  );
  const judged = await judgeOne(plan, events, { baseline });
  // One device at 5 points, four at 0: mean 1, standard error 1, t with 4 degrees of freedom.
  expect(judged.result?.estimate.value).toBeCloseTo(1, 9);
  expect(judged.result?.upper.value).toBeCloseTo(1 + 2.1318467863266495, 6);
  expect(judged.outcome).toBe('inconclusive');
});

test('streams, arrays and batches of events come to the same', async () => {
  const events = syntheticEvents();
  async function* one(): AsyncGenerator<TelemetryEvent> {
    yield* events;
  }
  async function* batches(): AsyncGenerator<TelemetryEvent[]> {
    for (let i = 0; i < events.length; i += 100) yield events.slice(i, i + 100);
  }
  const plan = accuracy;
  const [fromArray, fromStream, fromBatches] = [
    await aggregate({ plan, events }),
    await aggregate({ plan, events: one() }),
    await aggregate({ plan, events: batches() }),
  ];
  expect(fromStream.series).toEqual(fromArray.series);
  expect(fromBatches.series).toEqual(fromArray.series);
});

test('devices without events are named, and change no number', async () => {
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 85 %' });
  plan.devices.push({ ...plan.devices[0]!, id: 'pump-06' });
  const record = await judgeSynthetic(plan, syntheticEvents());
  expect(record.findings).toEqual([
    expect.objectContaining({ code: 'DEVICE_SILENT', severity: 'warning' }),
  ]);
  expect(record.criteria[0]!.clusters.devices).toBe(5);
});

test('the series hold every event once, bounded in points', async () => {
  const { series } = await judgeSynthetic(accuracy, syntheticEvents());
  const [warm, cold] = series.latency;
  expect([warm?.id, warm?.n, cold?.id, cold?.n]).toEqual(['warm', 1100, 'cold', 100]);
  expect(warm!.histogram.length).toBeLessThanOrEqual(40);
  expect(warm!.histogram.at(-1)!.to).toBeGreaterThan(warm!.max);
  expect(warm!.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(1100);
  expect(series.confusion?.rows.flat().reduce((sum, count) => sum + count, 0)).toBe(1200);
  const byTemperature = series.conditions.filter(({ tag }) => tag === 'temperature');
  expect(byTemperature.map(({ n }) => n)).toEqual([400, 400, 400]);
});

test('the energy of a day adds up from its parts and its battery from the day', async () => {
  const plan = syntheticPlan({
    'ENE-1': { expect: 'energy-per-day <= 500 J', accept: 'modelled' },
    'BAT-1': { expect: 'battery-life >= 10 days', accept: 'modelled' },
  });
  const events = syntheticEvents({ latency: () => 30_000 });
  const record = await judgeSynthetic(plan, events);
  // 288 inferences of 0.9 mJ; 0.66 mW asleep for the rest of the day; 1 % of 246,240 J a year.
  const day = 288 * 0.0009 + 0.00066 * (86_400 - 288 * 0.03);
  const lost = 2462.4 / 365.25;
  expect(record.criteria[0]!.result?.estimate.value).toBeCloseTo(day, 6);
  expect(record.criteria[1]!.result?.estimate.value).toBeCloseTo((246_240 * 0.8) / (day + lost), 6);
  const parts = record.series.energy!.per_day.reduce((sum, { J }) => sum + J, 0);
  expect(parts).toBeCloseTo(day + lost, 6);
});

test('without a duty cycle bytes are totalled over the time the devices covered', async () => {
  const plan = syntheticPlan({ 'NET-1': 'data-per-day <= 1 MB' }, { profile: null });
  const judged = await judgeOne(plan, syntheticEvents());
  // Two bytes a second, but for the first event of each device, which covers no time.
  expect(judged.result?.estimate.value).toBeCloseTo((0.1728 * 240) / 239, 6);
});
