import { expect, test } from 'vitest';
import { judgeSynthetic } from '../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../fixtures/oracle/synthetic-pilot.ts';

test('inferences nobody timed prove answers and never a latency', async () => {
  const plan = syntheticPlan({ 'ACC-1': 'accuracy >= 80 %', 'LAT-1': 'p95(latency) <= 60 ms' });
  const untimed = syntheticEvents({ accuracy: 1 }).map((event) => {
    const { latency_us, ...rest } = event;
    return { ...rest, untimed: `told as 0, and not ${latency_us}` };
  });
  const { criteria } = await judgeSynthetic(plan, untimed);
  expect(criteria.map(({ outcome }) => outcome)).toEqual(['pass', 'error']);
});
