import { expect, test } from 'vitest';
import { syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Feasibility } from '../../schemas/types/requirements.ts';
import { planFeasibility } from './plan-feasibility.ts';

type Scenario = Plan['scenarios'][number];

const classes = { normal: 300, imbalance: 300, 'bearing-wear': 300, cavitation: 300 };

const scenario = (more: Partial<Scenario> = {}): Scenario => ({
  id: 'steady-state',
  samples: 1200,
  inferences: 1200,
  cold: 5,
  truths: classes,
  slices: { 'temperature=cold': 600, 'temperature=hot': 600 },
  hours: { least: 60, most: 63 },
  ...more,
});

const only = (
  written: Parameters<typeof syntheticPlan>[0][string],
  more: Parameters<typeof syntheticPlan>[1] = {},
): Feasibility =>
  planFeasibility(syntheticPlan({ 'X-1': written }, { scenarios: [scenario()], ...more }))[0]!;

test('a rate needs the time in which nothing happens, three times the inverse of its limit', () => {
  const monthly = only('restarts <= 1 /day');
  expect(monthly).toMatchObject({ provable: false });
  expect(monthly.sentence).toContain('71.9 h of device time in which nothing happens');
  expect(monthly.sentence).toContain('at most 63 h');
  expect(only('restarts <= 2 /day').provable).toBe(true);
  expect(only('restarts <= 0 /day').sentence).toContain('never happens');
  // Where the steps do not tell how long they take, nothing is called impossible.
  const { hours: _, ...untimed } = scenario();
  expect(only('restarts <= 1 /day', { scenarios: [untimed] }).provable).toBe(true);
});

test('false alarms are counted in the time before windows of the negative class', () => {
  // A quarter of 63 h; 72 h over 5 come to 14.4 h, over 4 to 18 h.
  expect(only('false-alarms <= 5 /day').provable).toBe(true);
  expect(only('false-alarms <= 4 /day').provable).toBe(false);
});

test('an area and a macro-F1 need thirty of the rarest class, a Brier score 200 answers', () => {
  const scarce = { scenarios: [scenario({ truths: { ...classes, cavitation: 29 } })] };
  expect(only('auc(cavitation) >= 0.8').provable).toBe(true);
  expect(only('auc(cavitation) >= 0.8', scarce).sentence).toContain('29 inferences of cavitation');
  expect(only('macro-f1 >= 0.8').provable).toBe(true);
  expect(only('macro-f1 >= 0.8', scarce).sentence).toContain('at least 30');
  const small = { scenarios: [scenario({ inferences: 199, samples: 199 })] };
  expect(only('brier <= 0.2').provable).toBe(true);
  expect(only('brier <= 0.2', small).sentence).toContain('at least 200');
});

test('what perfect answers would not prove either is refused, and perfection always', () => {
  // 300 of a class on five devices are worth 75.9: 0.05^(1/75.9) = 0.961.
  expect(only('auc(cavitation) >= 0.96').provable).toBe(true);
  expect(only('auc(cavitation) >= 0.965').provable).toBe(false);
  expect(only('macro-f1 >= 0.999').provable).toBe(false);
  expect(only('brier <= 0.03').provable).toBe(false);
  for (const perfect of ['auc(cavitation) >= 1', 'macro-f1 >= 1', 'brier <= 0']) {
    expect(only(perfect).sentence).toContain('perfect');
  }
});

test('a gap needs groups large enough to lie within it', () => {
  const gap = (limit: number, more?: Parameters<typeof only>[1]): Feasibility =>
    only({ expect: `gap(accuracy) <= ${limit} points`, between: 'temperature' }, more);
  // 600 on five devices are worth 86.3, which leave 3.5 points open.
  expect(gap(4).provable).toBe(true);
  expect(gap(3)).toMatchObject({ provable: false });
  expect(gap(3).sentence).toContain('temperature');
  const one = { scenarios: [scenario({ slices: { 'temperature=cold': 1200 } })] };
  expect(gap(10, one).sentence).toContain('one group only');
});

test('every event, and a complete population, are compared and not inferred', () => {
  expect(only('every(latency) <= 60 ms')).toMatchObject({ provable: true, best: null });
  const devices = syntheticPlan({}).devices.slice(0, 1);
  const complete = { expect: 'accuracy >= 100 %', population: 'complete' as const };
  expect(only(complete, { devices, at_least: 1 }).provable).toBe(true);
  expect(only('every(latency) <= 60 ms', { devices, at_least: 1 }).provable).toBe(false);
});

test('a limit on a change needs a baseline, and no more is called impossible', () => {
  const change = { expect: 'accuracy >= 0 points', against: 'baseline' as const };
  const parsed = {
    ...syntheticPlan({ 'X-1': 'accuracy >= 85 %' }, { scenarios: [scenario()] }),
  };
  const criteria = parsed.criteria.map((one) => ({
    ...one,
    ...change,
    limit: { value: -2, unit: 'points' },
  }));
  const baseline = { evidence_sha256: 'a'.repeat(64), events: 'x', build: 'float' };
  expect(planFeasibility({ ...parsed, criteria })[0]!.sentence).toContain('no baseline');
  expect(planFeasibility({ ...parsed, criteria, baseline })[0]!.provable).toBe(true);
});

test('looks and sequences need more than one fixed look', () => {
  const enough = { scenarios: [scenario({ inferences: 145, samples: 145, cold: 5 })] };
  expect(only('p95(latency) <= 60 ms', enough).provable).toBe(true);
  expect(only('p95(latency) <= 60 ms', { ...enough, looks: 5 }).provable).toBe(false);
  const sequence = { expect: 'p95(latency) <= 60 ms', sequential: 'confidence-sequence' as const };
  expect(only(sequence, enough).provable).toBe(false);
  expect(only({ ...sequence, expect: 'p90(latency) <= 60 ms' }).provable).toBe(true);
});

test('samples that all devices share prove no more than themselves', () => {
  const distinct = { samples: 50, slices: {}, truths: { cavitation: 12 }, truth_slices: {} };
  const shared = { scenarios: [scenario({ distinct })] };
  const claim = only('accuracy >= 95 %', shared);
  expect(claim).toMatchObject({ provable: false });
  expect(claim.sentence).toContain('50 different samples prove at most 94.2 %');
  expect(claim.sentence).toContain('at least 59 different samples');
  expect(only('accuracy >= 94 %', shared).provable).toBe(true);
  expect(only('recall(cavitation) >= 80 %', shared).provable).toBe(false);
  // Latency is measured on every device anew.
  expect(only('p95(latency) <= 60 ms', shared).provable).toBe(true);
});

test('scenarios with different samples add up, repeated ones do not', () => {
  const half = (id: string, repeats: number): Scenario => {
    const distinct = { samples: 50, slices: {}, truths: {}, truth_slices: {}, repeats };
    return scenario({ id, samples: 50, inferences: 50, truths: {}, slices: {}, distinct });
  };
  // 100 on five devices are worth 51.3 and prove 94.33 %; 50 different ones prove 94.18 %.
  const both = (repeats: number): Feasibility =>
    only('accuracy >= 94.25 %', { scenarios: [half('morning', 0), half('evening', repeats)] });
  expect(both(0)).toMatchObject({ provable: true, events: 100 });
  expect(both(50)).toMatchObject({ provable: false });
  expect(only('accuracy >= 94.25 %', { scenarios: [half('morning', 0)] }).provable).toBe(false);
});

test('a quantile from below asks for the other share', () => {
  // At least 5 % must reach it: one event proves that.
  const fast = only('p95(latency) >= 1 ms');
  expect(fast).toMatchObject({ provable: true });
  expect(fast.sentence).toContain('needed: 5 %');
});

test('these devices are learnt from sessions, or from blocks of long ones', () => {
  const of = (inferences: number, cold: number, claim = 'accuracy >= 60 %'): Feasibility =>
    only(claim, {
      claim: 'these-devices',
      scenarios: [scenario({ inferences, samples: inferences, cold })],
    });
  expect(of(100, 25).provable).toBe(true);
  expect(of(100, 5).sentence).toContain('5 sessions of each device, or 10 blocks');
  expect(of(1250, 5).provable).toBe(true);
  expect(of(1250, 5, 'macro-f1 >= 0.6').sentence).toContain('5 sessions of each device.');
});
