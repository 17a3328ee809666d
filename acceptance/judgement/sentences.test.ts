import { expect, test } from 'vitest';
import { judgeOne, judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import { counted, percentInWords, withUnit } from '../families/number-words.ts';
import { planFeasibility } from '../index.ts';

const at60 = syntheticEvents({ latency: () => 60_000 });

test.each([
  ['p95(latency) <= 70 ms', 'stay within 70 ms'],
  ['p95(latency) < 70 ms', 'stay below 70 ms'],
  ['p95(latency) >= 50 ms', 'reach 50 ms'],
  ['p95(latency) > 50 ms', 'exceed 50 ms'],
  ['p95(latency) < 60 ms', 'stayed below 60 ms'],
  ['p95(latency) > 60 ms', 'exceeded 60 ms'],
])('%s is said as "%s"', async (limit, said) => {
  expect((await judgeOne(syntheticPlan({ 'LAT-1': limit }), at60)).sentence).toContain(said);
});

test('what is withheld was measured and proves nothing', async () => {
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 85 %', 'LAT-1': 'p95(latency) <= 60 ms' });
  const { criteria } = await judgeSynthetic(plan, syntheticEvents({ devices: 4, accuracy: 1 }));
  for (const { sentence } of criteria) {
    expect(sentence).toContain('; not proven: a claim about a fleet needs at least 5 devices');
    expect(sentence).not.toContain('proves');
  }
  expect(criteria[0]!.sentence).toMatch(/^Accuracy: measured 100 %;/u);
});

test('headroom on fewer than five devices is not proven, and too little of it still fails', async () => {
  const plan = syntheticPlan({ 'MEM-3': 'stack-headroom >= 512 B' });
  const one = await judgeOne(plan, syntheticEvents().slice(0, 1));
  expect(one.outcome).toBe('inconclusive');
  expect(one.reason).toContain('at least 5 devices');
  const strict = syntheticPlan({ 'MEM-3': 'stack-headroom >= 4096 B' });
  expect((await judgeOne(strict, syntheticEvents().slice(0, 1))).outcome).toBe('fail');
  expect((await judgeOne(plan, syntheticEvents())).outcome).toBe('pass');
  const devices = plan.devices.slice(0, 3);
  expect(planFeasibility({ ...plan, devices })[0]).toMatchObject({ provable: false });
});

test('the bound of a drop is rounded away from what it allows', async () => {
  const plan = syntheticPlan(
    { 'CMP-1': 'drop(accuracy) <= 2 points' },
    { baseline: { evidence_sha256: 'a'.repeat(64), events: 'b', build: 'float' } },
  );
  const events = syntheticEvents({ accuracy: 1 });
  const judged = await judgeOne(plan, events, { baseline: events });
  // 1200 pairs of 5 devices are worth 1200 / (1 + 239 x 0.01) = 353.98; z^2 / (n + z^2) is 0.7585.
  expect(judged.sentence).toContain('at most 0.76 points');
  expect(judged.method).toContain('a fifth of the least intraclass correlation');
});

test('the line of the devices states its confidence and never rounds up', async () => {
  const judged = await judgeOne(syntheticPlan({ 'LAT-1': 'p95(latency) <= 60 ms' }), at60);
  // 0.05 ^ (1 / 5) is 54.9 %.
  expect(judged.device_line).toBe(
    '5 of 5 devices met the limit: with 95 % confidence at least 54 % of such a fleet would.',
  );
});

test('no number of events proves that none fails', async () => {
  const plan = syntheticPlan({
    'ACC-1': 'accuracy >= 100 %',
    'FPR-1': 'false-positive-rate <= 0 %',
  });
  const { criteria } = await judgeSynthetic(plan, syntheticEvents({ accuracy: 1 }));
  expect(criteria[0]!.advice).toContain('No number of events proves 100 %');
  expect(criteria[1]!.advice).toContain('No number of events proves 0 %');
});

test('one of a thing is one, and its verb and unit follow', async () => {
  const events = syntheticEvents();
  delete events[3]!.label;
  const judged = await judgeOne(syntheticPlan({ 'ACC-1': 'accuracy >= 50 %' }), events);
  expect(judged.reason).toBe('1 of 1200 events lacks the value');
  expect([counted(1, 'event'), withUnit('1', 'years'), withUnit('1', 'ms')]).toEqual([
    '1 event',
    '1 year',
    '1 ms',
  ]);
});

test('a share is printed as 0 or 100 % only where it is', () => {
  expect(percentInWords(0.0001, 'lower')).toBe('0.01 %');
  expect(percentInWords(0.000_004)).toBe('0.0004 %');
  expect(percentInWords(0.999_99, 'upper')).toBe('99.999 %');
  expect(percentInWords(0.999_999_7)).toBe('99.99997 %');
  expect([percentInWords(0), percentInWords(1), percentInWords(0.28)]).toEqual([
    '0 %',
    '100 %',
    '28 %',
  ]);
});

test('a criterion without data has the origin of the devices that were to bring it', async () => {
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 50 %' });
  expect((await judgeOne(plan, [])).origin).toBe('emulated');
  expect((await judgeOne({ ...plan, devices: [] }, [])).origin).toBe('emulated');
});
