import { expect, test } from 'vitest';
import { parseCriterion } from '../../acceptance/index.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import { comparisonLacks } from './comparisons.ts';

type Criterion = Plan['criteria'][number];

const asked = (expectation: string, more: Partial<Criterion> = {}): Criterion => ({
  id: 'X-1',
  ...parseCriterion(expectation, undefined, { change: more.against !== undefined }),
  in_every: [],
  covers: [],
  accept: 'emulated',
  required: true,
  ...more,
});

const available = { hasBaseline: true, tags: new Set(['user-group', 'site']) };
const change = { against: 'baseline' } as const;

test.each([
  ['accuracy >= -2 points', change, { hasBaseline: false }, 'the suite names none'],
  ['accuracy >= -2 points', { ...change, in_every: ['site'] }, available, 'over all conditions'],
  ['drop(accuracy) <= 2 points', change, available, 'no change to limit'],
  ['every(latency) <= 2 ms', change, available, 'where every value counts'],
  ['gap(accuracy) <= 5 points', {}, available, 'names no tag'],
  ['gap(accuracy) >= 5 points', { between: 'site' }, available, 'limited from above'],
  ['gap(accuracy) <= 5 points', { between: 'site', in_every: ['site'] }, available, 'together'],
  ['gap(accuracy) <= 5 points', { between: 'user-grop' }, available, 'carries the tag'],
  ['accuracy >= 85 %', { between: 'site' }, available, 'this is none'],
] as const)('%s with %j cannot be decided and is refused', (text, more, suite, message) => {
  const criterion = asked(text, more as Partial<Criterion>);
  expect(comparisonLacks(criterion, suite)?.message).toContain(message);
});

test.each([
  ['accuracy >= -2 points', change],
  ['p95(latency) <= +5 ms', change],
  ['flash <= 0 B', change],
  ['gap(recall(cavitation)) <= 5 points', { between: 'user-group' }],
  ['accuracy >= 85 %', {}],
] as const)('%s with %j is in order', (text, more) => {
  expect(comparisonLacks(asked(text, more), available)).toBeUndefined();
});
