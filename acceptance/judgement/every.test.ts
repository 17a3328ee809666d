import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';

const plan = syntheticPlan({ 'DEA-1': 'every(latency) <= 200 ms' });

test('every event within the limit passes, and says what that proves of others', async () => {
  const judged = await judgeOne(plan, syntheticEvents());
  expect(judged).toMatchObject({ outcome: 'pass', n: 1100, k: 1100, title: expect.any(String) });
  // 1100 warm events on five devices: 220 / (1 + 219 x 0.05) each, and 0.05 ^ (1 / n).
  const proven = 100 * 0.05 ** (1 / (1100 / (1 + 219 * 0.05)));
  expect(judged.proportion?.lower.value).toBeCloseTo(proven, 9);
  expect(judged.sentence).toContain('1100 of 1100 events met it');
  expect(judged.sentence).toContain('(required of each: at most 200 ms)');
  expect(judged.sentence).toContain('with 95 % confidence at least 96.7 % of the events');
});

test('one event beyond the limit fails it, on few devices too', async () => {
  for (const devices of [5, 2]) {
    const events = syntheticEvents({ devices });
    events[7] = { ...events[7]!, latency_us: 200_001 };
    const judged = await judgeOne(plan, events);
    expect(judged).toMatchObject({ outcome: 'fail', reason: '1 event missed the limit' });
    expect(judged.result?.upper.value).toBe(200.001);
  }
});

test('a value on the limit meets "<=" and not "<"', async () => {
  const events = syntheticEvents({ latency: () => 200_000 });
  const strict = syntheticPlan({ 'DEA-1': 'every(latency) < 200 ms' });
  expect((await judgeOne(plan, events)).outcome).toBe('pass');
  expect((await judgeOne(strict, events)).outcome).toBe('fail');
});

test('a fleet needs five devices and no gaps', async () => {
  const few = await judgeOne(plan, syntheticEvents({ devices: 4 }));
  expect(few).toMatchObject({ outcome: 'inconclusive' });
  expect(few.reason).toContain('at least 5 devices');
  const events = syntheticEvents();
  delete events[3]!.latency_us;
  expect((await judgeOne(plan, events)).outcome).toBe('error');
  expect((await judgeOne(plan, [])).outcome).toBe('error');
  expect((await judgeOne(plan, syntheticEvents({ latency: () => Number.NaN }))).outcome).toBe(
    'error',
  );
});

test('no assumption turns the verdict, only what it proves of others', async () => {
  const judged = await judgeOne(plan, syntheticEvents());
  expect(judged.sensitivity).toHaveLength(9);
  expect(new Set(judged.sensitivity.map(({ outcome }) => outcome))).toEqual(new Set(['pass']));
  expect(new Set(judged.sensitivity.map(({ bound }) => bound)).size).toBe(9);
});

test('it shares its events with a quantile of the same metric', async () => {
  const both = syntheticPlan({
    'LAT-1': 'p95(latency) <= 60 ms',
    'DEA-1': { expect: 'every(latency) <= 200 ms', in_every: ['temperature'] },
  });
  const judged = await judgeOne(both, syntheticEvents());
  expect(judged).toMatchObject({ outcome: 'pass', n: 1100, slices: [] });
});
