import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { withAnswers } from '../../fixtures/oracle/synthetic-answers.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const all = withAnswers(syntheticEvents({ accuracy: 0.8 }));

const judged = (expect: string, events: TelemetryEvent[], threshold = 0.8): Promise<Criterion> =>
  judgeOne(syntheticPlan({ 'CON-1': expect }, { confidence_threshold: threshold }), events);

const count = (of: (event: TelemetryEvent) => boolean): number => all.filter(of).length;
const low = ({ confidence }: TelemetryEvent): boolean => confidence! < 0.8;
const right = ({ label, truth }: TelemetryEvent): boolean => label === truth;

test('fallback-taken is the share of the doubtful answers that took the fallback', async () => {
  const good = await judged('fallback-taken >= 80 %', all);
  expect(good).toMatchObject({ outcome: 'pass', n: count(low), k: count(low) });
  const never = all.map((event) => ({ ...event, fallback: false }));
  expect(await judged('fallback-taken >= 80 %', never)).toMatchObject({ outcome: 'fail', k: 0 });
});

test('a fallback that is not taken the second time is not hidden by the first', async () => {
  const again = all.map((event) => ({ ...event, session: 'second', fallback: false }));
  const { n, k } = await judged('fallback-taken >= 80 %', [...all, ...again]);
  expect([n, k]).toEqual([2 * count(low), count(low)]);
});

test('confident-accuracy leaves the doubtful answers out', async () => {
  const { n, k, outcome } = await judged('confident-accuracy >= 85 %', all);
  expect([n, k]).toEqual([count((e) => !low(e)), count((e) => !low(e) && right(e))]);
  expect(outcome).toBe('pass');
  expect((await judged('accuracy >= 85 %', all)).outcome).not.toBe('pass');
});

test('coverage is the share of answers at or above the threshold, the threshold included', async () => {
  const { n, k } = await judged('coverage >= 50 %', all);
  expect([n, k]).toEqual([1200, count((e) => !low(e))]);
  const at = all.map((event) => ({ ...event, confidence: 0.8 }));
  expect(await judged('coverage >= 50 %', at)).toMatchObject({ outcome: 'pass', k: 1200 });
});

test('coverage and fallback need no truth, accuracy does', async () => {
  const unknown = all.map(({ truth: _truth, ...event }) => event as TelemetryEvent);
  expect((await judged('coverage >= 50 %', unknown)).outcome).toBe('pass');
  expect((await judged('fallback-taken >= 80 %', unknown)).outcome).toBe('pass');
  expect((await judged('confident-accuracy >= 50 %', unknown)).outcome).not.toBe('pass');
});

test('precision counts what was answered with the class, right or not', async () => {
  const answered = (event: TelemetryEvent): boolean => event.label === 'cavitation';
  const { n, k, outcome } = await judged('precision(cavitation) >= 60 %', all);
  expect([n, k]).toEqual([count(answered), count((e) => answered(e) && right(e))]);
  expect(outcome).toBe('pass');
});

test('a repeated sample counts once where answers count', async () => {
  const again = all.map((event) => ({ ...event, session: 'second' }));
  for (const expect_ of ['coverage >= 50 %', 'precision(cavitation) >= 60 %', 'brier <= 0.9']) {
    const [once, twice] = [await judged(expect_, all), await judged(expect_, [...all, ...again])];
    expect(twice.n).toBe(once.n);
  }
});

test.each([
  ['fallback-taken >= 80 %', 'fallback', low],
  ['fallback-taken >= 80 %', 'confidence', low],
  ['coverage >= 50 %', 'confidence', low],
  ['confident-accuracy >= 50 %', 'confidence', low],
  ['precision(cavitation) >= 50 %', 'label', right],
] as const)('%s is an error when one event lacks its %s', async (expect_, field, which) => {
  const index = all.findIndex(which);
  const events = all.map((event) => ({ ...event }));
  delete events[index]![field];
  expect((await judged(expect_, events)).outcome).toBe('error');
});

test.each([1.2, -0.1, Number.NaN])('a confidence of %f counts as none', async (confidence) => {
  const events = all.with(5, { ...all[5]!, confidence });
  expect((await judged('coverage >= 50 %', events)).outcome).toBe('error');
});

test('one class only proves no accuracy, and no event proves nothing', async () => {
  const alike = all.map((event) => ({ ...event, truth: 'normal', label: 'normal' }));
  expect((await judged('confident-accuracy >= 50 %', alike)).reason).toContain('one class');
  for (const expect_ of ['coverage >= 50 %', 'fallback-taken >= 50 %']) {
    expect((await judged(expect_, [])).outcome).toBe('error');
  }
});
