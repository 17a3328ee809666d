import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';

/** Whole numbers of a piece of advice, in order. */
const numbersIn = (advice: string): number[] =>
  [...advice.matchAll(/\b(\d+)\b(?! %)/gu)].map(([, digits]) => Number(digits));

test('an open share needs the events and devices its advice names', async () => {
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 93 %' });
  const { outcome, advice, needs } = await judgeOne(plan, syntheticEvents({ accuracy: 0.95 }));
  expect(outcome).toBe('inconclusive');
  expect(numbersIn(advice!)).toEqual([needs!.events, needs!.devices]);
  expect(needs!.events).toBeGreaterThan(1200);
});

test('a limit that was not beaten, and one of a hundred percent, need what no pilot has', async () => {
  const wrong = syntheticPlan({ 'ACC-1': 'accuracy >= 94 %' });
  const missed = await judgeOne(wrong, syntheticEvents({ accuracy: 0.93 }));
  expect(missed).toMatchObject({ outcome: 'inconclusive', needs: {} });
  const all = syntheticPlan({ 'ACC-1': 'accuracy >= 100 %' });
  expect((await judgeOne(all, syntheticEvents({ accuracy: 1 }))).needs).toEqual({});
});

test('what is proven or refuted needs nothing', async () => {
  for (const limit of ['80 %', '99 %']) {
    const plan = syntheticPlan({ 'ACC-1': `accuracy >= ${limit}` });
    const judged = await judgeOne(plan, syntheticEvents({ accuracy: 0.93 }));
    expect(['pass', 'fail']).toContain(judged.outcome);
    expect(judged).not.toHaveProperty('needs');
  }
});

test('a fleet of too few devices needs five, whatever their events say', async () => {
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 80 %' }, { at_least: 0 });
  const judged = await judgeOne(plan, syntheticEvents({ accuracy: 1, devices: 2 }));
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.needs).toMatchObject({ devices: 5 });
  const more = await judgeOne({ ...plan, at_least: 8 }, syntheticEvents({ accuracy: 1 }));
  expect(more.needs).toMatchObject({ devices: 8 });
});

test('these devices need sessions of each, not more of them', async () => {
  const plan = syntheticPlan({ 'LAT-1': 'mean(energy-per-inference) <= 1 mJ' });
  const events = syntheticEvents({ sessionsPerDevice: 2, perDevice: 40 });
  const judged = await judgeOne({ ...plan, claim: 'these-devices', at_least: 0 }, events);
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.needs?.sessions).toBeGreaterThanOrEqual(5);
  expect(judged.needs).not.toHaveProperty('devices');
});

test('an open condition asks for as many events of all as bring along its own', async () => {
  const plan = syntheticPlan({
    'ACC-1': { expect: 'accuracy >= 80 %', in_every: ['temperature'] },
  });
  let cold = 0;
  const events = syntheticEvents({ accuracy: 1 }).map((event) => {
    if (event.tags?.['temperature'] !== 'cold') return event;
    cold += 1;
    return cold % 7 === 0 ? { ...event, label: 'confused' } : event;
  });
  const judged = await judgeOne(plan, events);
  expect(judged.outcome).toBe('inconclusive');
  const [own, devices] = numbersIn(judged.advice!);
  expect(judged.needs).toEqual({ events: 3 * own!, devices });
});

test('no number of emulated events makes up for a board', async () => {
  const plan = syntheticPlan({ 'ACC-1': { expect: 'accuracy >= 80 %', accept: 'hardware' } });
  const judged = await judgeOne(plan, syntheticEvents({ accuracy: 1 }));
  expect(judged).toMatchObject({ outcome: 'inconclusive', needs: {} });
});

test('a rate needs as many events as come in the hours it asks for', async () => {
  const plan = syntheticPlan({ 'FA-1': 'false-alarms <= 400 /day' });
  const judged = await judgeOne(plan, syntheticEvents({ accuracy: 1 }));
  expect(judged.outcome).toBe('inconclusive');
  const [, hours] = /about ([\d.]+) h of device time/u.exec(judged.advice!)!;
  // 240 windows a second apart of each of five devices: 3600 windows an hour.
  expect(judged.needs!.events! / (Number(hours) * 3600)).toBeCloseTo(1, 1);
  expect(judged.advice).toContain(`on each of ${judged.needs!.devices} devices`);
});
