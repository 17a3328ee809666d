import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { fleetEvents } from '../../fixtures/oracle/synthetic-fleet.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const each = (value: number, devices = 5): number[] => Array.from({ length: devices }, () => value);

const errors = syntheticPlan({ 'ERR-1': 'device-errors <= 1 /day' });

test('no event proves a rate only after the time that Poisson asks for', async () => {
  // -ln(0.05) days are 71.9 h: five devices for 14 h are too short, for 15 h long enough.
  const short = await judgeOne(errors, fleetEvents({ hours: each(14) }));
  const long = await judgeOne(errors, fleetEvents({ hours: each(15) }));
  expect([short.outcome, long.outcome]).toEqual(['inconclusive', 'pass']);
  expect(short.advice).toBe(
    'A fresh pilot of about 71.9 h of device time, 14.4 h on each of 5 devices, without a single one would prove it.',
  );
  expect(long.result?.upper.value).toBeCloseTo(2.995732273553991 / 3.125, 9);
  expect(long).toMatchObject({ k: 0, device_line: expect.stringContaining('5 of 5') as string });
});

test('the bound is Garwood’s where devices agree, in the unit of the limit', async () => {
  const plan = syntheticPlan({ 'ERR-1': 'device-errors <= 0.2 /h' });
  const judged = await judgeOne(plan, fleetEvents({ hours: each(20), counts: each(2) }));
  // Ten events in 100 h: chi-squared(0.95; 22) / 200 and chi-squared(0.05; 20) / 200.
  expect(judged.result?.upper).toEqual({
    value: expect.closeTo(33.924438 / 200, 8) as number,
    unit: '/h',
  });
  expect(judged.result?.lower.value).toBeCloseTo(10.850811 / 200, 8);
  expect(judged.outcome).toBe('pass');
  expect(judged.sentence).toBe(
    'Device errors: 10 in 100 h of device time; with 95 % confidence at most 0.17 an hour in a fleet of such devices (required: at most 0.2 /h).',
  );
});

test('devices that scatter beyond chance widen the bound as the reference does', async () => {
  const counts = [12, 3, 5, 9, 1, 4];
  const events = fleetEvents({ hours: [24, 24, 24, 20, 24, 24], counts });
  const judged = await judgeOne(syntheticPlan({ 'ERR-1': 'device-errors <= 0.4 /h' }), events);
  expect(judged.result?.upper.value).toBeCloseTo(0.455723928691038, 8);
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.advice).toMatch(/on each of 10 devices/u);
});

test('many events fail a limit, and the sentence says so', async () => {
  const judged = await judgeOne(errors, fleetEvents({ hours: each(20), counts: each(4) }));
  expect(judged.outcome).toBe('fail');
  expect(judged.sentence).toContain('20 in 100 h of device time, which misses the limit');
  expect(judged.device_line).toContain('0 of 5');
});

test('a fleet is neither four devices nor one that was watched nearly alone', async () => {
  const four = await judgeOne(errors, fleetEvents({ hours: each(40, 4) }));
  const one = await judgeOne(errors, fleetEvents({ hours: [400, 8, 8, 8, 8] }));
  expect([four.outcome, one.outcome]).toEqual(['inconclusive', 'inconclusive']);
  expect(one.reason).toContain('unevenly');
});

test('a limit of zero is never proven, and no data is an error', async () => {
  const never = syntheticPlan({ 'ERR-1': 'device-errors <= 0 /h' });
  const judged = await judgeOne(never, fleetEvents({ hours: each(50) }));
  expect(judged).toMatchObject({ outcome: 'inconclusive' });
  expect(judged.advice).toContain('No length of time proves');
  expect((await judgeOne(errors, [])).outcome).toBe('error');
  const still = await judgeOne(errors, fleetEvents({ hours: each(0) }));
  expect(still).toMatchObject({ outcome: 'error', reason: 'The events cover no time' });
});

test('false alarms count wrong answers where nothing was wrong, and the time before them', async () => {
  const plan = syntheticPlan({ 'FA-1': 'false-alarms <= 60 /h' });
  const events = syntheticEvents({ accuracy: 1 });
  // A quarter of the windows is normal, one second before each: 5 devices, 60 windows, the first of
  // each device has no time before it.
  const clean = await judgeOne(plan, events);
  expect(clean).toMatchObject({ k: 0, n: 300 });
  expect(clean.display?.[0]).toMatchObject({ value: expect.closeTo(295 / 3600, 9) as number });
  const wrong = events.map((event, i) => (i % 40 === 0 ? { ...event, label: 'imbalance' } : event));
  expect(await judgeOne(plan, wrong)).toMatchObject({ k: 30, outcome: 'fail' });
});

test('a normal sample that is played again brings neither an alarm nor time', async () => {
  const plan = syntheticPlan({ 'FA-1': 'false-alarms <= 60 /h' });
  const events = syntheticEvents({ accuracy: 1 });
  const again = events.map((event) => ({ ...event, session: 'again' }));
  const judged = await judgeOne(plan, [...events, ...again]);
  expect(judged.display?.[0]?.value).toBeCloseTo(295 / 3600, 9);
  // The same windows on every device are worth one device's.
  const shared = events.map((event, i) => ({ ...event, sample: `p-${i % 240}` }));
  const once = await judgeOne(plan, shared);
  const [own, all] = [once.result?.upper.value ?? 0, judged.result?.upper.value ?? 0];
  expect(own).toBeCloseTo(5 * all, 6);
  expect(once.advice).toContain('The same samples on more devices cannot help');
});

test('inferences without a truth may be false alarms', async () => {
  const plan = syntheticPlan({ 'FA-1': 'false-alarms <= 1000 /h' });
  const { truth: _, ...unlabelled } = syntheticEvents()[7]!;
  const events = syntheticEvents({ accuracy: 1 }).with(7, unlabelled as TelemetryEvent);
  expect((await judgeOne(plan, syntheticEvents({ accuracy: 1 }))).outcome).toBe('pass');
  expect(await judgeOne(plan, events)).toMatchObject({
    outcome: 'inconclusive',
    reason: expect.stringContaining('carries no truth') as string,
  });
});

test('1e7 events and one event alone have defined bounds', async () => {
  const { rate } = await import('./rate.ts');
  const { claimOf } = await import('../judgement/claim.ts');
  const { metricNamed } = await import('../metrics/index.ts');
  const claim = claimOf(errors.criteria[0]!, metricNamed('device-errors')!, errors);
  const fleet = (count: number) =>
    each(0).map((_, i) => ({
      device: `d${i}`,
      session: '',
      statistic: { count, exposure: 1e7, missing: 0, events: 2e7 },
    }));
  expect(rate.judge(fleet(1e7), claim).outcome).toBe('inconclusive');
  expect(rate.judge(fleet(0.99e7), claim).outcome).toBe('pass');
  const one = [
    { device: 'd', session: '', statistic: { count: 1, exposure: 1, missing: 0, events: 1 } },
  ];
  expect(rate.judge(one, claim).outcome).toBe('inconclusive');
});
