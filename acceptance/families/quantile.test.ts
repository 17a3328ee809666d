import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';

/** Four devices whose 4 slow events of 60 take 2 ms; a fifth whose 8 of 120 take 10 ms. */
const events = syntheticEvents({ perDevice: 120 })
  .filter(({ device, seq }) => device === 'pump-05' || seq < 60)
  .map((event) => {
    const [slow, taking] = event.device === 'pump-05' ? [8, 10_000] : [4, 2000];
    return { ...event, start: 'warm' as const, latency_us: event.seq < slow ? taking : 1000 };
  });

test.each([
  ['<=', 1, 'inconclusive'],
  ['<=', 2, 'inconclusive'],
  ['<=', 9.9, 'inconclusive'],
  ['<=', 10, 'pass'],
  ['<', 10, 'inconclusive'],
  ['<', 10.1, 'pass'],
])('p90 %s %f ms is %s, as the printed bound of 10 ms says', async (op, limit, outcome) => {
  const plan = syntheticPlan({ 'LAT-1': `p90(latency) ${op} ${limit} ms` }, { icc_floor: 0 });
  const judged = await judgeOne(plan, events);
  expect(judged.result?.upper.value).toBe(10);
  expect(judged.outcome).toBe(outcome);
});

test('a share that is proven at the limit alone is not said to prove anything', async () => {
  const plan = syntheticPlan({ 'LAT-1': 'p90(latency) <= 1 ms' }, { icc_floor: 0 });
  const judged = await judgeOne(plan, events);
  expect(judged.proportion?.lower.value).toBeGreaterThan(90);
  expect(judged.sentence).toContain('not proven: the devices differ so much');
});
