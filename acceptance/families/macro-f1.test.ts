import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import { confusionSummary } from '../statistics/confusion.ts';
import { studentQuantile } from '../statistics/student-t.ts';
import { macroF1 } from './macro-f1.ts';

const judged = (limit: string, events: TelemetryEvent[]): Promise<Criterion> =>
  judgeOne(syntheticPlan({ 'F1-1': `macro-f1 ${limit}` }), events);

test('macro-F1 passes, is open and fails as its limit rises', async () => {
  const events = syntheticEvents({ accuracy: 0.9 });
  const outcomes = await Promise.all(
    ['>= 0.7', '>= 0.89', '>= 99 %'].map(async (limit) => (await judged(limit, events)).outcome),
  );
  expect(outcomes).toEqual(['pass', 'inconclusive', 'fail']);
});

test('the estimate is that of the whole confusion matrix', async () => {
  const events = syntheticEvents({ accuracy: 0.9 });
  const names = [...new Set(events.map(({ truth }) => truth!))].toSorted();
  const matrix = names.map((truth) =>
    names.map((label) => events.filter((e) => e.truth === truth && e.label === label).length),
  );
  const { result } = await judged('>= 0.7', events);
  expect(result?.estimate.value).toBeCloseTo(confusionSummary(matrix).macroF1, 12);
});

test('a perfect record is bounded by the misses it leaves possible', async () => {
  const { result, outcome } = await judged('>= 0.9', syntheticEvents({ accuracy: 1 }));
  // 60 of each class on five devices, and misses of one class are taken for another.
  const effective = 300 / (1 + 59 * 0.05);
  const missed = 1 - 0.05 ** (1 / effective);
  const bound = (2 * ((1 - missed) / (2 - missed)) + 2 / (2 + missed) + 2) / 4;
  expect(outcome).toBe('pass');
  expect(result?.lower.value).toBeCloseTo(bound, 9);
});

test('a small device that always says the same counts as much as a large one', async () => {
  // Eight devices without an error, and one with a quarter of their samples.
  const events = syntheticEvents({ accuracy: 1, devices: 9 })
    .filter(({ device, seq }) => device !== 'pump-09' || seq < 60)
    .map((event) => (event.device === 'pump-09' ? { ...event, label: 'normal' } : event));
  const { result, method } = await judged('>= 0.5', events);
  // Its own macro-F1: a quarter are normal, of all that it called so: F1 0.4 of one class of four.
  const mean = (8 + 0.1) / 9;
  const squares = 8 * (1 - mean) ** 2 + (0.1 - mean) ** 2;
  const limit = mean - studentQuantile(0.95, 8) * Math.sqrt(squares / 8 / 9);
  expect(result?.lower.value).toBeCloseTo(limit, 9);
  expect(method).toContain('t limit on the macro-F1 of each device');
});

test('from thirty devices on whole devices are resampled, the same ones every time', async () => {
  const events = syntheticEvents({ accuracy: 0.95, devices: 32, perDevice: 40 });
  const [once, again] = [await judged('>= 0.5', events), await judged('>= 0.5', events)];
  expect(once.method).toContain('percentile bootstrap over whole devices');
  expect(again.result).toEqual(once.result);
});

test('a device that never met a class has no value of its own, and counts all the same', async () => {
  const events = syntheticEvents({ accuracy: 0.95, devices: 6 }).filter(
    ({ device, truth }) => device !== 'pump-06' || truth !== 'cavitation',
  );
  const { devices, outcome, method } = await judged('>= 0.6', events);
  expect(devices!.find(({ device }) => device === 'pump-06')).toMatchObject({
    n: 180,
    value: null,
    met: null,
  });
  expect(outcome).toBe('pass');
  expect(method).toContain('jackknife');
});

test('a class with fewer than thirty samples is named and leaves it open', async () => {
  const events = syntheticEvents({ accuracy: 1 }).filter(
    ({ truth, seq }) => truth !== 'cavitation' || seq < 20,
  );
  const { outcome, reason } = await judged('>= 0.5', events);
  expect(outcome).toBe('inconclusive');
  expect(reason).toContain('25 samples of class cavitation, and it takes at least 30');
});

test('a class that one device alone has seen leaves it open', async () => {
  const events = syntheticEvents({ accuracy: 1 }).filter(
    ({ device, truth }) => device === 'pump-01' || truth !== 'cavitation',
  );
  const { outcome, reason } = await judged('>= 0.5', events);
  expect(outcome).toBe('inconclusive');
  expect(reason).toContain('Of class cavitation: a claim about a fleet');
});

test('an answer that never occurs as a truth is a class without samples', async () => {
  const events = syntheticEvents({ accuracy: 1 });
  events[3] = { ...events[3]!, label: 'unsure' };
  const { outcome, reason } = await judged('>= 0.5', events);
  expect(outcome).toBe('inconclusive');
  expect(reason).toContain('0 samples of class unsure');
});

test('the same samples on every device prove no more than once', async () => {
  const first = syntheticEvents({ devices: 1, accuracy: 0.95, perDevice: 160 });
  const copies = [
    'pump-01',
    'pump-02',
    'pump-03',
    'pump-04',
    'pump-05',
    'pump-06',
    'pump-07',
    'pump-08',
    'pump-09',
  ].flatMap((device) => first.map((event) => ({ ...event, device })));
  const { n_effective, result } = await judged('>= 0.5', copies);
  expect(n_effective).toBeLessThanOrEqual(160);
  // Devices that agree to the last answer have no spread; the samples still bound it.
  expect(result!.estimate.value! - result!.lower.value!).toBeGreaterThan(0.02);
});

test('one class only, a missing answer and no event at all never pass', async () => {
  const alike = syntheticEvents().map((event) => ({ ...event, truth: 'normal', label: 'normal' }));
  expect(await judged('>= 0.5', alike)).toMatchObject({ outcome: 'inconclusive' });
  const gap = syntheticEvents();
  delete gap[3]!.label;
  expect((await judged('>= 0.5', gap)).outcome).toBe('error');
  expect((await judged('>= 0.5', [])).outcome).toBe('error');
});

test('classes may have any name', () => {
  const answer = { value: 1, exposure: 1, truth: '__proto__', label: 'constructor' };
  const one = macroF1.accumulate(macroF1.empty(), answer);
  const both = macroF1.merge(one, macroF1.accumulate(macroF1.empty(), answer));
  expect(Object.entries(both.answers).map(([truth, row]) => [truth, { ...row }])).toEqual([
    ['__proto__', { constructor: 2 }],
  ]);
});
