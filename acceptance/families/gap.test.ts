import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const gapPlan = (expectation: string, more: Partial<Plan> = {}): Plan =>
  syntheticPlan({ 'FAIR-1': { expect: expectation, between: 'user-group' } }, more);

/** Events of two or more groups, each with its accuracy, on the same devices. */
const grouped = (
  groups: Readonly<Record<string, number>>,
  { devices = 8, perDevice = 600 } = {},
): TelemetryEvent[] =>
  Object.entries(groups).flatMap(([group, accuracy], i) =>
    syntheticEvents({ accuracy, devices, perDevice, seed: i + 3 }).map((event) => ({
      ...event,
      seq: event.seq + i * 100_000,
      sample: `${group}-${event.sample}`,
      tags: { ...event.tags, 'user-group': group },
    })),
  );

test('two groups alike are proven to lie within a limit, each with its own share', async () => {
  const judged = await judgeOne(gapPlan('gap(accuracy) <= 8 points'), grouped({ a: 1, b: 1 }));
  expect(judged).toMatchObject({
    outcome: 'pass',
    title: 'Largest gap in accuracy between groups of user-group',
    argument: 'accuracy',
    between: 'user-group',
    n: 9600,
  });
  expect(judged.groups?.map(({ value, n, estimate }) => [value, n, estimate])).toEqual([
    ['a', 4800, 100],
    ['b', 4800, 100],
  ]);
  // Without an error a group's lower limit is 0.05 ^ (1 / n), and the gap is that far open.
  const effective = judged.groups![0]!.n_effective!;
  expect(judged.result?.upper.value).toBeCloseTo(100 * (1 - 0.05 ** (1 / effective)), 6);
});

test('a gap that is proven fails and names the groups, one that is not stays open', async () => {
  const wide = await judgeOne(
    gapPlan('gap(accuracy) <= 5 points'),
    grouped({ a: 0.99, b: 0.99, c: 0.6 }),
  );
  expect(wide.outcome).toBe('fail');
  expect(wide.sentence).toContain('lowest: c');
  const near = await judgeOne(gapPlan('gap(accuracy) <= 5 points'), grouped({ a: 0.97, b: 0.94 }));
  expect(near.outcome).toBe('inconclusive');
  expect(near.sensitivity).toEqual([]);
});

test('the gap of a class counts that class alone', async () => {
  const judged = await judgeOne(
    gapPlan('gap(recall(cavitation)) <= 20 points'),
    grouped({ a: 1, b: 1 }),
  );
  expect(judged).toMatchObject({ n: 2400, of_class: 'cavitation', outcome: 'pass' });
  expect(judged.title).toBe('Largest gap in recall of cavitation between groups of user-group');
});

test('a group without enough events keeps the claim open and is never left out', async () => {
  const plan = gapPlan('gap(accuracy) <= 8 points', {
    scenarios: [
      {
        id: 'steady-state',
        samples: 1,
        inferences: 1,
        slices: { 'user-group=a': 1, 'user-group=b': 1, 'user-group=night-shift': 1 },
      },
    ],
  });
  const judged = await judgeOne(plan, grouped({ a: 1, b: 1 }));
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.reason).toContain('night-shift has no such event');
  expect(judged.groups?.map(({ value }) => value)).toEqual(['a', 'b', 'night-shift']);

  const few = grouped({ a: 1, b: 1 }).filter(
    ({ tags, device }) => tags?.['user-group'] === 'a' || device <= 'pump-03',
  );
  const narrow = await judgeOne(gapPlan('gap(accuracy) <= 8 points'), few);
  expect(narrow.outcome).toBe('inconclusive');
  expect(narrow.reason).toContain('b: a claim about a fleet needs at least 5 devices');
});

test('one group is no comparison, and events of no group may belong to any', async () => {
  const plan = gapPlan('gap(accuracy) <= 8 points');
  const one = await judgeOne(plan, grouped({ a: 1 }));
  expect(one).toMatchObject({ outcome: 'error' });
  expect(one.reason).toContain('one group only, a');
  const bare = grouped({ a: 1, b: 1 }).map((event, i) =>
    i === 0 ? { ...event, tags: { mounting: 'stud' } } : event,
  );
  const judged = await judgeOne(plan, bare);
  expect(judged).toMatchObject({ outcome: 'inconclusive' });
  expect(judged.reason).toContain('1 event lacks the tag user-group');
  expect((await judgeOne(plan, [])).outcome).toBe('error');
});
