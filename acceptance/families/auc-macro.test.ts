import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { createRoll } from '../aggregation/population.ts';

const labels = ['a', 'b', 'c'];

const answers = (rows: readonly (readonly [string, readonly number[]])[]): TelemetryEvent[] =>
  rows.map(([truth, scores], i) => ({
    v: 1,
    device: `board-${1 + (i % 5)}`,
    session: 's',
    seq: Math.floor(i / 5),
    time_us: i,
    kind: 'inference',
    origin: 'emulated',
    scenario: 'steady-state',
    sample: `f-${i}`,
    latency_us: 1000,
    start: 'warm',
    label: 'a',
    truth,
    scores: [...scores],
  }));

const judge = async (
  expected: string,
  events: readonly TelemetryEvent[],
  { names = labels, ...more }: Partial<Criterion> & { names?: string[] } = {},
) => {
  const roll = createRoll();
  for (const { device, sample, truth } of events) roll.add(device, sample!, truth);
  const size = { samples: events.length, inferences: events.length, roll: roll.digest() };
  const plan = syntheticPlan(
    { 'AUC-1': { expect: expected, ...more } },
    { labels: names, scenarios: [{ id: 'steady-state', ...size }] },
  );
  return judgeOne(plan, events, {});
};

const complete = { population: 'complete' as const };

const rows = [
  ['a', [5, 3, 2]],
  ['a', [2, 4, 4]],
  ['b', [3, 4, 3]],
  ['b', [5, 5, 10]],
  ['c', [5, 10, 5]],
] as const;

test('three classes: the mean of the areas of each against all others, of scores by their sum', async () => {
  // Shares: a .5 .3 .2 / a .2 .4 .4 / b .3 .4 .3 / b .25 .25 .5 / c .25 .5 .25.
  // a: {.5 .2} over {.3 .25 .25}: 3 of 6. b: {.4 .25} over {.3 .4 .5}: 1 + 0.5 of 6.
  // c: {.25} over {.2 .4 .3 .5}: 1 of 4.
  const judged = await judge('auc-macro >= 0.3', answers(rows), complete);
  expect(judged.outcome).toBe('pass');
  expect(judged.result?.estimate.value).toBeCloseTo((3 / 6 + 1.5 / 6 + 1 / 4) / 3, 12);
  expect(judged.sentence).toContain('Macro AUC (scikit-learn) was 0.333');
  expect((await judge('auc-macro >= 0.34', answers(rows), complete)).outcome).toBe('fail');
});

test('two classes: the area of the second', async () => {
  const two = answers([
    ['a', [0.9, 0.1]],
    ['a', [0.4, 0.6]],
    ['b', [0.5, 0.5]],
    ['b', [0.2, 0.8]],
  ]);
  const judged = await judge('auc-macro >= 0.7', two, { names: ['a', 'b'], ...complete });
  expect(judged.result?.estimate.value).toBe(0.75);
});

test('the grid: thresholds of 0.01, above counts, the first point is (1, 1), raw scores', async () => {
  // A score on a threshold is not above it. Of class b 0.5 against 0.505: at 0.50 only the latter
  // is above, area 0. Of class a 0.6 against 0.4: area 1.
  const two = answers([
    ['a', [0.6, 0.505]],
    ['b', [0.4, 0.5]],
  ]);
  const judged = await judge('auc-grid <= 1', two, { names: ['a', 'b'], ...complete });
  expect(judged.result?.estimate.value).toBe(0.5);
  // Both scores in one step of the grid are told apart by no threshold.
  const close = answers([
    ['a', [0.505, 0.501]],
    ['b', [0.501, 0.505]],
  ]);
  const tied = await judge('auc-grid <= 1', close, { names: ['a', 'b'], ...complete });
  expect(tied.result?.estimate.value).toBe(0.5);
  const exact = await judge('auc-macro <= 1', close, { names: ['a', 'b'], ...complete });
  expect(exact.result?.estimate.value).toBe(1);
});

test('beyond a complete population the grid is never judged, and few samples prove no area', async () => {
  const shares = rows.map(([truth, scores]) => [truth, scores.map((score) => score / 20)] as const);
  const grid = await judge('auc-grid >= 0.1', answers(shares));
  expect(grid).toMatchObject({ outcome: 'inconclusive' });
  expect(grid.reason).toContain('auc-macro');
  expect((await judge('auc-macro >= 0.1', answers(rows))).outcome).toBe('inconclusive');
});

test('enough samples on enough devices prove a macro area, with limits below and above it', async () => {
  const many = Array.from({ length: 900 }, (_, i): [string, number[]] => {
    const scores = [0.1, 0.1, 0.1];
    scores[i % 3] = 1 - 0.3 * ((i * 7) % 11 === 0 ? 3 : 0);
    scores[(i + 1) % 3] = 0.1 + 0.3 * ((i % 13) / 13);
    return [labels[i % 3]!, scores];
  });
  const judged = await judge('auc-macro >= 0.8', answers(many));
  expect(judged).toMatchObject({ outcome: 'pass', n: 900, clusters: { devices: 5 } });
  const { lower, estimate, upper } = judged.result!;
  expect(lower.value!).toBeLessThan(estimate.value!);
  expect(upper.value!).toBeGreaterThan(estimate.value!);
  expect((await judge('auc-macro <= 0.5', answers(many))).outcome).toBe('fail');
});

const unusable: [string, TelemetryEvent[]][] = [
  ['none', []],
  ['of one class', answers(rows.map(([, scores]) => ['a', scores]))],
  ['without those of one class', answers(rows.slice(0, 4))],
  ['of another number', answers([...rows, ['a', [1, 2]]])],
  ['with one that is no number', answers([...rows, ['a', [Number.NaN, 1, 1]]])],
  ['that add up to nothing', answers([...rows, ['a', [0, 0, 0]]])],
  ['of a class that is no label', answers([...rows, ['d', [1, 1, 1]]])],
];

test.each(unusable)('scores %s are an error and never a pass', async (_, events) => {
  expect((await judge('auc-macro >= 0.01', events, complete)).outcome).not.toBe('pass');
  expect((await judge('auc-macro >= 0.01', events)).outcome).toBe('error');
  const grid = await judge('auc-grid >= 0.01', events, complete);
  // The grid takes scores as they are: those that add up to nothing are scores too.
  if (events.at(-1)?.scores?.join() !== '0,0,0') expect(grid.outcome).not.toBe('pass');
});
