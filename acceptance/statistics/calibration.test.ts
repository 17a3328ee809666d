import { expect, test } from 'vitest';
import { addToBins, calibrationErrors, emptyBins } from './calibration.ts';
import { createRandom } from './random.ts';

/** Mean expected calibration error of a perfectly calibrated model, and what is said of it. */
const simulated = (n: number, bins: number): { seen: number; said: number } => {
  const random = createRandom(n + bins);
  const [runs, sums] = [1000, { seen: 0, said: 0 }];
  for (let run = 0; run < runs; run += 1) {
    const filled = emptyBins(bins);
    for (let i = 0; i < n; i += 1) {
      const confidence = 0.5 + 0.5 * random();
      addToBins(filled, confidence, random() < confidence);
    }
    const { expected, byChance } = calibrationErrors(filled);
    sums.seen += expected! / runs;
    sums.said += byChance! / runs;
  }
  return sums;
};

// Chance levels of a perfectly calibrated classifier by simulation elsewhere: .052, .066, .033, .023.
test.each([
  [200, 10, 0.052],
  [200, 15, 0.066],
  [500, 10, 0.033],
  [1000, 10, 0.023],
])('%i answers in %i bins look miscalibrated by %f', (n, bins, elsewhere) => {
  const { seen, said } = simulated(n, bins);
  expect(Math.abs(said - seen)).toBeLessThan(0.001);
  expect(Math.abs(said - elsewhere)).toBeLessThan(0.004);
});

test('a confidence of 1 lies in the last bin and one of 0 in the first', () => {
  const bins = emptyBins(10);
  for (const confidence of [0, 0.1, 0.9999, 1]) addToBins(bins, confidence, true);
  expect(bins.map(({ n }) => n)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
});

test('without answers nothing is known', () => {
  expect(calibrationErrors(emptyBins(10))).toEqual({
    expected: null,
    maximum: null,
    byChance: null,
  });
});
