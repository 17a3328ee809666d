import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import {
  syntheticEvents,
  syntheticPlan,
  type PilotOptions,
} from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion } from '../../schemas/types/record.ts';

const judged = (limit: string, options: PilotOptions = {}): Promise<Criterion> =>
  judgeOne(syntheticPlan({ 'ONE-1': limit }), syntheticEvents(options));

const at60 = { latency: () => 60_000 };

test('a quantile that fails rests on the bound that misses the limit, of value and of share', async () => {
  const { outcome, result, proportion, sensitivity, sentence, reason } = await judged(
    'p95(latency) <= 50 ms',
    at60,
  );
  expect([outcome, result?.decisive, proportion?.decisive]).toEqual(['fail', 'lower', 'upper']);
  expect(result?.lower.value).toBe(60);
  // None of 1100 on five devices stayed within: 1 - alpha^(1/n) at the effective sample size.
  const most = 100 * (1 - 0.05 ** ((1 + 219 * 0.05) / 1100));
  expect(proportion?.upper.value).toBeCloseTo(most, 6);
  expect(sensitivity).toHaveLength(9);
  for (const { bound } of sensitivity) expect(bound).toBeGreaterThan(0);
  expect(sentence).toContain('even when chance is allowed for: at best 3.3 %; measured 60 ms');
  expect(reason).toBe('Even the optimistic bound misses the limit');
});

test.each([
  ['accuracy >= 99 %', { accuracy: 0.7 }, 'upper', 'at best'],
  ['false-positive-rate <= 1 %', { accuracy: 0.5 }, 'lower', 'at best'],
  ['mean(energy-per-inference) <= 0.1 mJ', {}, 'lower', 'at best'],
] as const)('%s that fails is told by its %s bound', async (limit, options, side, said) => {
  const { outcome, result, sentence, sensitivity } = await judged(limit, options);
  expect([outcome, result?.decisive]).toEqual(['fail', side]);
  expect(sentence).toContain(`chance is allowed for: ${said} `);
  const own = sensitivity.find((one) => one.icc_floor === 0.05 && one.confidence === 0.95);
  expect(own?.bound).toBeCloseTo(result![side].value!, 9);
});

test('what passes or stays open rests on the pessimistic bound, as before', async () => {
  const pass = await judged('p95(latency) <= 70 ms', at60);
  const open = await judged('accuracy >= 94 %', { accuracy: 0.95 });
  expect([pass.outcome, pass.result?.decisive, pass.proportion?.decisive]).toEqual([
    'pass',
    'upper',
    'lower',
  ]);
  expect([open.outcome, open.result?.decisive]).toEqual(['inconclusive', 'lower']);
  expect(open.reason).toBe('The limit lies between the two bounds');
});
