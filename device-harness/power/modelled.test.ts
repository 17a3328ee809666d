import { expect, test } from 'vitest';
import { charge_mC, inferenceEnergy_uJ } from './modelled.ts';

const currents = { supply_V: 3, active_A: 0.01, idle_A: 0.002, sleep_A: 0.000_5 };

test('20 ms at 10 mA and 3 V are 600 uJ', () => {
  expect(inferenceEnergy_uJ(0.02, currents)).toBeCloseTo(600, 9);
});

test('charge sums each state at its own current', () => {
  const meter = { active_s: 2, idle_s: 10, sleep_s: 100, marked_s: 1 };
  expect(charge_mC(meter, currents)).toBeCloseTo(20 + 20 + 50, 9);
});

test('a part without an idle current is charged too much rather than too little', () => {
  const meter = { active_s: 0, idle_s: 10, sleep_s: 0, marked_s: 0 };
  const { idle_A: _, ...without } = currents;
  expect(charge_mC(meter, without)).toBeCloseTo(100, 9);
});
