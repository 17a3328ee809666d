import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { seeded, syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion } from '../../schemas/types/plan.ts';
import { clopperPearson } from '../statistics/clopper-pearson.ts';
import { confidenceSequence } from '../statistics/confidence-sequence.ts';
import { probabilityRatio } from '../statistics/probability-ratio.ts';

const planOf = (
  expected: string,
  more: Partial<Criterion>,
  looks = 1,
): ReturnType<typeof syntheticPlan> =>
  syntheticPlan({ 'X-1': { expect: expected, ...more } }, { looks });

const byConfidence = { sequential: 'confidence-sequence' } as const;
const bySprt = { sequential: 'sprt', expected: { value: 99, unit: '%' } } as const;

test('a confidence sequence is wider than one fixed look and decides less', async () => {
  const events = syntheticEvents({ accuracy: 0.97 });
  const once = await judgeOne(planOf('accuracy >= 85 %', {}), events);
  const always = await judgeOne(planOf('accuracy >= 85 %', byConfidence), events);
  expect(once.outcome).toBe('pass');
  expect(always.result!.lower.value).toBeLessThan(once.result!.lower.value!);
  expect(always.result!.estimate).toEqual(once.result!.estimate);
  expect(always.method).toContain('valid at every look for independent units');
  expect(always.sensitivity).toHaveLength(9);
  const row = always.sensitivity.find((one) => one.icc_floor === 0.05 && one.confidence === 0.95);
  expect(row).toMatchObject({ outcome: always.outcome, bound: always.result!.lower.value });
});

test('its limit is that of the effective counts, on failures, with the prior for few', async () => {
  const judged = await judgeOne(
    planOf('p95(latency) <= 60 ms', byConfidence),
    syntheticEvents({ devices: 12 }),
  );
  const n = 12 * 220 * (1 / (1 + 219 * 0.05));
  const limits = confidenceSequence(0, n, 0.05, { a: 1, b: 30 });
  expect(judged).toMatchObject({ outcome: 'pass', result: { upper: { value: null } } });
  expect(judged.proportion?.lower.value).toBeCloseTo(100 * (1 - limits.upper), 8);
});

test('it fails what is proven bad and has its own advice in between', async () => {
  const bad = await judgeOne(
    planOf('accuracy >= 85 %', byConfidence),
    syntheticEvents({ accuracy: 0.4 }),
  );
  const open = await judgeOne(
    planOf('accuracy >= 85 %', byConfidence),
    syntheticEvents({ accuracy: 0.88 }),
  );
  expect([bad.outcome, open.outcome]).toEqual(['fail', 'inconclusive']);
  expect(open.advice).toContain('Events may be added to the same pilot');
});

test('a probability ratio test passes, goes on and fails', async () => {
  const outcomes = [];
  for (const accuracy of [1, 0.93, 0.6]) {
    const judged = await judgeOne(
      planOf('accuracy >= 85 %', bySprt),
      syntheticEvents({ accuracy, seed: 5 }),
    );
    outcomes.push(judged.outcome);
    expect(judged.display?.[0]?.name).toBe('log of the probability ratio');
    expect(judged.sentence).toMatch(/times likelier if the share is/u);
  }
  expect(outcomes[0]).toBe('pass');
  expect(outcomes[2]).toBe('fail');
});

test('a fleet needs its five devices whatever the procedure, and no data is an error', async () => {
  for (const how of [byConfidence, bySprt]) {
    const few = await judgeOne(
      planOf('accuracy >= 50 %', how),
      syntheticEvents({ devices: 4, accuracy: 1 }),
    );
    expect(few.outcome).toBe('inconclusive');
    expect(few.reason).toContain('at least 5 devices');
    expect((await judgeOne(planOf('accuracy >= 50 %', how), [])).outcome).toBe('error');
  }
});

test('an expectation that does not beat the limit is an error, not a pass', async () => {
  const plan = planOf('accuracy >= 85 %', {
    sequential: 'sprt',
    expected: { value: 80, unit: '%' },
  });
  expect((await judgeOne(plan, syntheticEvents({ accuracy: 1 }))).outcome).toBe('error');
});

test('limits at the ends and of huge counts are numbers in order', () => {
  const prior = { a: 1, b: 30 };
  expect(confidenceSequence(0, 0, 0.05, prior)).toEqual({ lower: 0, upper: 1 });
  expect(confidenceSequence(0, 500, 0.05, prior).lower).toBe(0);
  expect(confidenceSequence(500, 500, 0.05, prior).upper).toBe(1);
  const { lower, upper } = confidenceSequence(1e5, 1e7, 0.05, prior);
  expect(lower).toBeLessThan(0.01);
  expect(upper).toBeGreaterThan(0.01);
  expect(upper - lower).toBeLessThan(0.001);
  const fixed = clopperPearson(1e5, 1e7, 0.95);
  expect([lower < fixed.lower, upper > fixed.upper]).toEqual([true, true]);
});

/** How often a product exactly at the limit of 5 % failures passes when looked at ever again. */
const wrongPasses = (runs: number, passes: (failures: number, n: number) => boolean | null) => {
  const random = seeded(11);
  let wrong = 0;
  for (let run = 0; run < runs; run += 1) {
    let failures = 0;
    for (let n = 1; n <= 1000; n += 1) {
      if (random() < 0.05) failures += 1;
      if (n % 20 > 0) continue;
      const decided = passes(failures, n);
      if (decided === null) continue;
      if (decided) wrong += 1;
      break;
    }
  }
  return wrong / runs;
};

test('at fifty looks both err at most 5 % of the time, and a fixed bound far more', () => {
  const sequence = wrongPasses(400, (failures, n) =>
    confidenceSequence(failures, n, 0.05, { a: 1, b: 30 }).upper <= 0.05 ? true : null,
  );
  const ratio = wrongPasses(2000, (failures, n) => {
    const errors = { pGood: 0.01, pBad: 0.05, alpha: 0.05, beta: 0.2 };
    const { decision } = probabilityRatio(failures, n, errors);
    return decision === 'CONTINUE' ? null : decision === 'PASS';
  });
  const fixed = wrongPasses(400, (failures, n) =>
    clopperPearson(failures, n, 0.95).upper <= 0.05 ? true : null,
  );
  expect(sequence).toBeLessThan(0.05);
  expect(ratio).toBeLessThan(0.06);
  expect(fixed).toBeGreaterThan(0.12);
});
