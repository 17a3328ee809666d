import { expect, test } from 'vitest';
import { delong, delongPaired, delongVariance, logitLimits, placementsOf } from './auc.ts';
import { clusterAucVariance } from './cluster-auc.ts';
import { createRandom } from './random.ts';

const random = createRandom(21);
/** Scores on a coarse grid, so that many tie. */
const drawn = (n: number, shift: number): number[] =>
  Array.from({ length: n }, () => Math.round(8 * (random() + shift)) / 8);

const positive = drawn(23, 0.4);
const negative = drawn(31, 0);

test('the area is the share of pairs that are ordered rightly, ties by half', () => {
  let ordered = 0;
  for (const a of positive) for (const b of negative) ordered += a > b ? 1 : a === b ? 0.5 : 0;
  expect(placementsOf({ positive, negative })?.auc).toBeCloseTo(ordered / (23 * 31), 12);
});

test('scores turned round give the other side of the area and the same spread', () => {
  const turned = { positive: positive.map((s) => -s), negative: negative.map((s) => -s) };
  const [there, back] = [delong({ positive, negative }, 0.95), delong(turned, 0.95)];
  expect(back.auc).toBeCloseTo(1 - there.auc!, 12);
  expect(back.standardError).toBeCloseTo(there.standardError!, 12);
});

test('clusters of one sample each have the variance of independent samples', () => {
  const placements = placementsOf({ positive, negative })!;
  const alone = [
    ...positive.map(() => ({ positives: 1, negatives: 0 })),
    ...negative.map(() => ({ positives: 0, negatives: 1 })),
  ];
  const { ofPositives, ofNegatives } = delongVariance(placements);
  expect(clusterAucVariance(placements, alone)).toBeCloseTo(ofPositives + ofNegatives, 12);
});

test('the same samples on four devices are worth one device and not four', () => {
  const four = <T>(list: readonly T[]): T[] => [list, list, list, list].flat();
  const placements = placementsOf({ positive: four(positive), negative: four(negative) })!;
  const bySample = [...positive.keys()].map(() => ({ positives: 4, negatives: 0 }));
  const sorted = placementsOf({
    positive: positive.flatMap((score) => [score, score, score, score]),
    negative: negative.flatMap((score) => [score, score, score, score]),
  })!;
  const clustered = clusterAucVariance(sorted, [
    ...bySample,
    ...[...negative.keys()].map(() => ({ positives: 0, negatives: 4 })),
  ])!;
  const once = delongVariance(placementsOf({ positive, negative })!);
  const naive = delongVariance(placements);
  expect(clustered).toBeCloseTo(once.ofPositives + once.ofNegatives, 12);
  expect(clustered).toBeGreaterThan(3 * (naive.ofPositives + naive.ofNegatives));
});

test('clusters of both classes add what their positives and negatives say together', () => {
  const clusters = [
    { positive: [3, 5, 6], negative: [1, 2] },
    { positive: [2, 4], negative: [0, 3, 5] },
    { positive: [6], negative: [1, 2, 2] },
    { positive: [1, 7], negative: [4] },
  ];
  const positive = clusters.flatMap((own) => own.positive);
  const negative = clusters.flatMap((own) => own.negative);
  const order = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0);
  const share = (a: readonly number[], b: readonly number[]): number =>
    a.flatMap((x) => b.map((y) => order(x, y))).reduce((sum, one) => sum + one, 0);
  const area = share(positive, negative) / (positive.length * negative.length);
  const sums = clusters.map(
    (own) =>
      (share(own.positive, negative) + share(positive, own.negative)) /
        (positive.length * negative.length) -
      area * (own.positive.length / positive.length + own.negative.length / negative.length),
  );
  const expected = (4 / 3) * sums.reduce((sum, one) => sum + one * one, 0);
  const sizes = clusters.map((own) => ({
    positives: own.positive.length,
    negatives: own.negative.length,
  }));
  const placements = placementsOf({ positive, negative })!;
  expect(clusterAucVariance(placements, sizes)).toBeCloseTo(expected, 12);
});

test('a class in one cluster tells nothing about other clusters', () => {
  const placements = placementsOf({ positive: [1, 2], negative: [0, 1] })!;
  expect(clusterAucVariance(placements, [{ positives: 2, negatives: 2 }])).toBeNull();
});

test('one class only, or one sample of it, has no limits', () => {
  expect(delong({ positive: [], negative }, 0.95)).toEqual({
    auc: null,
    standardError: null,
    lower: null,
    upper: null,
  });
  expect(delong({ positive: [0.5], negative }, 0.95)).toMatchObject({
    standardError: null,
    lower: null,
  });
  expect(delongPaired({ positive: [], negative }, { positive: [], negative }, 0.95).p).toBeNull();
});

test('two models with the same scores differ by nothing, and no test says so', () => {
  const same = delongPaired({ positive, negative }, { positive, negative }, 0.95);
  expect(same).toMatchObject({ difference: 0, standardError: 0, p: null, lower: 0, upper: 0 });
});

test('logit limits stay within 0 and 1 and hold the area between them', () => {
  const { lower, upper } = logitLimits(0.99, 0.02, 1.96);
  expect(lower).toBeGreaterThan(0.5);
  expect(upper).toBeLessThan(1);
  expect(lower).toBeLessThan(0.99);
  expect(upper).toBeGreaterThan(0.99);
});
