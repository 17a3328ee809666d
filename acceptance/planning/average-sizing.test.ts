import { expect, test } from 'vitest';
import { seeded, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import { averageOf } from '../families/fleet-average.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { powerForMean } from '../statistics/power-mean.ts';
import { planRequirements } from './plan-requirements.ts';
import { questionsOf } from './question.ts';

const LIMIT = 2;

/** Plan for a mean below the limit whose true value lies so many deviations of its devices off. */
const planOf = (devices: number, effect: number): Plan => {
  const [device] = syntheticPlan({}).devices;
  const value = LIMIT / (1 + 0.1 * effect);
  return syntheticPlan(
    {
      'X-1': {
        expect: `mean(energy-per-inference) <= ${LIMIT} mJ`,
        accept: 'modelled',
        expected: { value, unit: 'mJ' },
      },
    },
    { devices: Array.from({ length: devices }, (_, n) => ({ ...device!, id: `pump-${n}` })) },
  );
};

/** Share of pilots that the verdict's limit passes, of devices whose values are normal. */
const passRate = (plan: Plan, effect: number): number => {
  const [{ claim }] = questionsOf(plan) as [ReturnType<typeof questionsOf>[number]];
  const random = seeded(7);
  const truth = claim.limit / (1 + 0.1 * effect);
  const pilots = 4000;
  let passed = 0;
  for (let pilot = 0; pilot < pilots; pilot += 1) {
    const sums = plan.devices.map(() => ({
      sum: truth * (1 + 0.1 * normalQuantile(random())),
      n: 1,
    }));
    if ((averageOf(sums, claim, sums).upper ?? Infinity) <= claim.limit) passed += 1;
  }
  return passed / pilots;
};

test.each([
  [5, 1.4],
  [6, 1.2],
])('%d devices %d deviations off pass as often as was planned', (devices, effect) => {
  const plan = planOf(devices, effect);
  const { power } = planRequirements(plan).requirements[0]!;
  const rate = passRate(plan, effect);
  expect(Math.abs(power! - rate)).toBeLessThan(0.02);
  // Plain t, without the allowance for skewness, promises too much.
  expect(powerForMean(effect, devices, 0.95) - rate).toBeGreaterThan(0.04);
});
