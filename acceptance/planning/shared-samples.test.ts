import { expect, test } from 'vitest';
import { syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Requirement } from '../../schemas/types/requirements.ts';
import { planRequirements } from './plan-requirements.ts';

type Scenario = Plan['scenarios'][number];
type Counts = Record<string, number>;

const times = (counts: Counts, factor: number): Counts =>
  Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, factor * count]));

/** So many samples, a quarter of each class, shown to each of so many devices. */
const shared = (samples: number, devices: number, slices: Counts = {}): Scenario => {
  const each = samples / 4;
  const truths = { normal: each, imbalance: each, 'bearing-wear': each, cavitation: each };
  const inferences = samples * devices;
  return {
    id: 'steady-state',
    samples: inferences,
    inferences,
    cold: devices,
    truths: times(truths, devices),
    slices: times(slices, devices),
    distinct: { samples, truths, slices, truth_slices: {} },
  };
};

const benchOf = (devices: number): Plan['devices'] =>
  Array.from({ length: devices }, (_, n) => ({
    ...syntheticPlan({}).devices[0]!,
    id: `pump-${n}`,
  }));

const only = (
  written: Parameters<typeof syntheticPlan>[0][string],
  scenario: Scenario,
  devices = 5,
): Requirement =>
  planRequirements(
    syntheticPlan({ 'X-1': written }, { scenarios: [scenario], devices: benchOf(devices) }),
  ).requirements[0]!;

test.each([240, 480])(
  '%d shared samples on five devices: more devices and samples prove it',
  (n) => {
    const claim = only('accuracy >= 90 %', shared(n, 5));
    expect(claim.sentence).not.toContain('no pilot');
    // 179 independent events prove 90 % of a true 95 % with a chance of 80 %, 311 with 95 %.
    for (const [need, samples] of [
      [claim.at80!, 179],
      [claim.at95!, 311],
    ] as const) {
      expect(need.clusters).toBeGreaterThan(5);
      expect(need.events! / need.clusters!).toBeGreaterThan(0.9 * samples);
    }
  },
);

test.each(['accuracy >= 90 %', 'auc(cavitation) >= 0.9', 'macro-f1 >= 0.9'])(
  'a pilot of %s as large as it asks for has the chance it promises',
  (written) => {
    const { at80 } = only(written, shared(240, 5));
    const { events, clusters } = at80!;
    const samples = 4 * Math.ceil(events! / clusters! / 4);
    const again = only(written, shared(samples, clusters!), clusters!);
    expect(again.power).toBeGreaterThan(0.79);
    // One device fewer, or a tenth fewer samples, are not enough.
    expect(only(written, shared(samples, clusters! - 1), clusters! - 1).power).toBeLessThan(0.8);
    const fewer = 4 * Math.floor((0.9 * samples) / 4);
    expect(only(written, shared(fewer, clusters!), clusters!).power).toBeLessThan(0.8);
  },
);

test('only what does not beat the limit is said not to', () => {
  const equal = { expect: 'accuracy >= 90 %', expected: { value: 90, unit: '%' } };
  expect(only(equal, shared(240, 5)).sentence).toContain('does not beat the limit');
  const near = { expect: 'accuracy >= 90 %', expected: { value: 90.0001, unit: '%' } };
  const { at80, sentence } = only(near, shared(240, 5));
  expect(at80).toBeNull();
  expect(sentence).toContain('no pilot of this kind');
  expect(sentence).not.toContain('does not beat');
});

test('a condition is judged with the samples of its own, and one that holds few decides', () => {
  const slices = { 'temperature=cold': 30, 'temperature=hot': 210 };
  const written = { expect: 'accuracy >= 90 %', in_every: ['temperature'] };
  const claim = only(written, shared(240, 5, slices));
  expect(claim.best).toBe('>= 90.4 %');
  expect(claim.caution).toContain('30 different samples in temperature cold');
  const few = { 'temperature=cold': 28, 'temperature=hot': 212 };
  expect(only(written, shared(240, 5, few)).feasibility.sentence).toContain(
    'in temperature cold: 28 different samples prove at most 89.9 %',
  );
  const gap = { expect: 'gap(accuracy) <= 10 points', between: 'temperature' };
  expect(only(gap, shared(240, 5, slices)).feasibility.provable).toBe(true);
  expect(only(gap, shared(240, 5, few)).feasibility.provable).toBe(false);
  expect(only(gap, shared(960, 5, times(slices, 4))).power).toBeGreaterThan(
    only(gap, shared(240, 5, slices)).power!,
  );
});
