import { expect, test } from 'vitest';
import { judgeOne, judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const accuracy = syntheticPlan({ 'ACC-1': 'accuracy >= 85 %' });
const baselined = {
  baseline: { evidence_sha256: 'a'.repeat(64), events: 'baseline.ndjson', build: 'float' },
};
const dropPlan = syntheticPlan({ 'CMP-1': 'drop(accuracy) <= 2 points' }, baselined);

const without = (event: TelemetryEvent, key: keyof TelemetryEvent): TelemetryEvent => {
  const rest = { ...event };
  delete rest[key];
  return rest;
};

test('wrong answers that carry no truth do not make the right ones a proof', async () => {
  const events = syntheticEvents({ accuracy: 0.5 }).map((event) =>
    event.label === event.truth ? event : without(event, 'truth'),
  );
  const judged = await judgeOne(accuracy, events);
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.reason).toMatch(/^\d+ inferences carry no truth/u);
  const none = events.map((event) => without(event, 'truth'));
  expect((await judgeOne(accuracy, none)).outcome).toBe('error');
});

test('an inference without a truth does not use up its sample', async () => {
  const events = syntheticEvents({ accuracy: 1 });
  const blank = { ...without(events[0]!, 'truth'), session: 'before' };
  const judged = await judgeOne(accuracy, [blank, ...events]);
  expect(judged).toMatchObject({ outcome: 'inconclusive', n: 1200 });
});

test('another event under a number that was taken spoils every criterion it bears on', async () => {
  const plan = syntheticPlan({
    'ACC-1': 'accuracy >= 85 %',
    'LAT-1': 'p95(latency) <= 60 ms',
    'COLD-1': 'p90(cold-latency) <= 60 ms',
    'MEM-1': 'flash <= 64 KiB',
  });
  const events = syntheticEvents({ accuracy: 1 });
  const other = { ...events[5]!, sample: 'unseen', label: 'confused' };
  const record = await judgeSynthetic(plan, [...events, other]);
  expect(record.criteria.map(({ outcome }) => outcome)).toEqual(['error', 'error', 'pass', 'pass']);
  expect(record.criteria[0]!.reason).toContain('Two different events carry the same number');
  expect(record.findings.map(({ code }) => code)).toContain('EVENTS_CONFLICTING');
  expect(record.tested.counts).toMatchObject({ events: 1200, duplicates: 0 });
});

test('an event that comes again with its tags in another order is the same event', async () => {
  const events = syntheticEvents({ accuracy: 1 });
  const { temperature = '', mounting = '' } = events[5]!.tags ?? {};
  const again = { ...events[5]!, tags: { mounting, temperature } };
  const record = await judgeSynthetic(accuracy, [...events, again]);
  expect(record.tested.counts.duplicates).toBe(1);
  expect(record.criteria[0]!.outcome).toBe('pass');
});

test.each(['label', 'truth'] as const)(
  'a sample that one device sees again with another %s leaves answers open',
  async (field) => {
    const events = syntheticEvents({ accuracy: 1 });
    const again = { ...events[5]!, session: 'second', [field]: 'confused' };
    const judged = await judgeOne(accuracy, [...events, again]);
    expect(judged).toMatchObject({ outcome: 'inconclusive', n: 1200 });
    expect(judged.reason).toContain('1 answer to a sample differed');
  },
);

test('a baseline without what the candidate got wrong proves nothing', async () => {
  const events = syntheticEvents({ accuracy: 0.9 });
  const baseline = syntheticEvents({ accuracy: 1 }).filter(
    (_, i) => events[i]!.label === events[i]!.truth,
  );
  const judged = await judgeOne(dropPlan, events, { baseline });
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.reason).toMatch(/^\d+ samples of the candidate and 0 of the baseline/u);
});

test('samples of the baseline that the candidate left out leave a drop open, in scope', async () => {
  const baseline = syntheticEvents({ accuracy: 1 });
  const judged = await judgeOne(dropPlan, baseline.slice(0, 1199), { baseline });
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.reason).toContain('0 samples of the candidate and 1 of the baseline');
  const elsewhere = [...baseline, { ...baseline[0]!, sample: 'x', scenario: 'other', seq: 9999 }];
  expect((await judgeOne(dropPlan, baseline, { baseline: elsewhere })).outcome).toBe('pass');
});

test('a sample whose truth is another in the baseline is an error that names it', async () => {
  const baseline = syntheticEvents({ accuracy: 0.95 });
  const events = syntheticEvents({ accuracy: 0.5 }).map((event) => ({
    ...event,
    truth: event.label!,
  }));
  const judged = await judgeOne(dropPlan, events, { baseline });
  expect(judged.outcome).toBe('error');
  expect(judged.reason).toMatch(/another truth for sample p0-\d+/u);
});

test('an origin that is none of the three is as weak as it gets', async () => {
  const plan = syntheticPlan({ 'ACC-1': { expect: 'accuracy >= 85 %', accept: 'hardware' } });
  const events = syntheticEvents().map((event) => ({
    ...event,
    origin: 'simulated' as 'hardware',
  }));
  expect(await judgeOne(plan, events)).toMatchObject({
    outcome: 'inconclusive',
    origin: 'modelled',
  });
});

test('the same thirty samples on ten devices are thirty samples', async () => {
  const events = syntheticEvents({ devices: 10, perDevice: 30, accuracy: 1 });
  const shared = events.map((event) => ({ ...event, sample: `s${event.seq}` }));
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 92 %' });
  const own = await judgeOne(plan, events);
  const same = await judgeOne(plan, shared);
  expect(own.outcome).toBe('pass');
  // Thirty right answers of thirty: 0.05 ^ (1 / 30).
  expect(same).toMatchObject({ outcome: 'inconclusive', n: 300, n_effective: 30 });
  expect(same.result?.lower.value).toBeCloseTo(100 * 0.05 ** (1 / 30), 9);
  expect(same.method).toContain('different samples');
  expect(same.advice).toContain('different samples');
});

test('events of a scenario the plan does not name are left out and listed', async () => {
  const easy = syntheticEvents({ accuracy: 1, perDevice: 2400 }).map((event) => ({
    ...event,
    seq: event.seq + 1000,
    sample: `x${event.sample}`,
    scenario: 'warm-up',
  }));
  const record = await judgeSynthetic(accuracy, [...syntheticEvents({ accuracy: 0.5 }), ...easy]);
  expect(record.criteria[0]).toMatchObject({ outcome: 'fail', n: 1200 });
  expect(record.findings).toEqual([
    expect.objectContaining({ severity: 'warning', code: 'EVENTS_OF_OTHER_SCENARIO' }),
  ]);
  expect(record.findings[0]!.sentence).toContain('12000 events name scenario warm-up');
  const any = await judgeOne({ ...accuracy, scenarios: [] }, easy);
  expect(any.n).toBe(12_000);
});

/** A plan that names these scenarios, so that events of others are left out. */
const inScenarios = (plan: Plan, ...ids: string[]): Plan => ({
  ...plan,
  scenarios: ids.map((id) => ({ id, samples: 0, inferences: 0 })),
});

const moved = (events: readonly TelemetryEvent[], scenario: string): TelemetryEvent[] =>
  events.map((event) => ({ ...event, scenario, session: scenario }));

test('the same stimuli in two scenarios are two answers each, not contradictions', async () => {
  const hall = moved(syntheticEvents({ accuracy: 0.99, seed: 3 }), 'hall');
  const porch = moved(syntheticEvents({ accuracy: 0.96, seed: 4 }), 'porch');
  const judged = await judgeOne(inScenarios(accuracy, 'hall', 'porch'), [...hall, ...porch]);
  expect(judged).toMatchObject({ outcome: 'pass', n: 2400 });
});

test.each(['hard', 'unplanned'])(
  'a baseline of the scenario %s pairs with no other',
  async (other) => {
    const plan = inScenarios(dropPlan, 'field', 'hard');
    const field = plan.criteria.map((criterion) => ({ ...criterion, scenario: 'field' }));
    const baseline = moved(syntheticEvents({ accuracy: 0.5 }), other);
    const events = moved(syntheticEvents({ accuracy: 0.9 }), 'field');
    const judged = await judgeOne({ ...plan, criteria: field }, events, { baseline });
    expect(judged.outcome).not.toBe('pass');
  },
);

test('what the baseline answered elsewhere takes nothing from a pairing', async () => {
  const plan = inScenarios(dropPlan, 'field', 'hard');
  const field = plan.criteria.map((criterion) => ({ ...criterion, scenario: 'field' }));
  const baseline = [
    ...moved(syntheticEvents({ accuracy: 1 }), 'field'),
    ...moved(syntheticEvents({ accuracy: 0.5 }), 'hard'),
  ];
  const events = moved(syntheticEvents({ accuracy: 1 }), 'field');
  const judged = await judgeOne({ ...plan, criteria: field }, events, { baseline });
  expect(judged.outcome).toBe('pass');
});

test('a tag that only heartbeats carry is no condition to be proven', async () => {
  const plan = syntheticPlan({ 'ACC-1': { expect: 'accuracy >= 85 %', in_every: ['mounting'] } });
  const events = syntheticEvents({ accuracy: 1 });
  const { device, session, v } = events[0]!;
  const heartbeat: TelemetryEvent = {
    v,
    device,
    session,
    seq: 99_999,
    time_us: 0,
    kind: 'heartbeat',
    tags: { mounting: 'shelf' },
  };
  expect((await judgeOne(plan, [...events, heartbeat])).outcome).toBe('pass');
});
