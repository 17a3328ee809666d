import { describe, expect, test } from 'vitest';
import { betaBinomialCdf } from './beta-binomial.ts';
import { noncentralTUpperTail } from './noncentral-t.ts';
import { minimumEvents } from './order-statistics.ts';
import { hanleyMcNeil, powerForAuc } from './power-auc.ts';
import { pairsForMcNemar } from './power-mcnemar.ts';
import { powerForMean, valuesForMean } from './power-mean.ts';
import { powerForPairs } from './power-pairs.ts';
import { powerForShare } from './power-share.ts';
import { eventsForProportion, pairsForNonInferiority } from './power.ts';
import { exposureForRate, zeroEventExposure } from './rate-exposure.ts';
import { provenBySuccessRun, successRun } from './success-run.ts';

describe('planning tables', () => {
  test.each([
    [0.95, [59, 93, 124, 153, 181, 208, 234, 260, 286, 311, 336]],
    [0.99, [299, 473, 628, 773, 913, 1049]],
    [0.9, [29, 46, 61, 76, 89, 103]],
  ])('events that prove a quantile of %d, by how many may exceed the limit', (p, events) => {
    expect(events.map((_, allowed) => minimumEvents(p, allowed, 0.95))).toEqual(events);
  });

  test.each([
    [0.005, 93, 93],
    [0.01, 124, 153],
    [0.02, 234, 311],
    [0.025, 361, 506],
    [0.03, 601, 832],
  ])('p95 with a true share of %d over the limit', (over, usual, high) => {
    expect(eventsForProportion(0.95, 1 - over, 0.95, 0.8)?.n).toBe(usual);
    expect(eventsForProportion(0.95, 1 - over, 0.95, 0.9)?.n).toBe(high);
  });

  test.each([
    [0.9, 0.92, 1290, 1760],
    [0.9, 0.93, 549, 748],
    [0.9, 0.95, 179, 239],
    [0.9, 0.97, 76, 103],
    [0.95, 0.97, 601, 832],
    [0.95, 0.98, 234, 311],
    [0.95, 0.99, 124, 153],
    [0.98, 0.99, 969, 1271],
    [0.99, 0.995, 1941, 2546],
  ])('accuracy of at least %d that truly is %d', (limit, truth, usual, high) => {
    expect(eventsForProportion(limit, truth, 0.95, 0.8)?.n).toBe(usual);
    expect(eventsForProportion(limit, truth, 0.95, 0.9)?.n).toBe(high);
  });

  test('a limit of a half, where thousands of failures are allowed, is searched exactly too', () => {
    // Every n was tried with scipy 1.17.
    expect(eventsForProportion(0.5, 0.55, 0.95, 0.8)).toMatchObject({ n: 620, allowed: 289 });
    expect(eventsForProportion(0.6, 0.61, 0.9, 0.8)).toMatchObject({ n: 10_797, allowed: 4253 });
    expect(eventsForProportion(0.9, 0.9, 0.95, 0.8)).toBeNull();
  });

  test('one false alarm a day takes three days without any', () => {
    expect(zeroEventExposure(1, 0.95) * 24).toBeCloseTo(71.9, 1);
    expect(exposureForRate(1, 0.999, 0.95, 0.8)?.power).toBeGreaterThanOrEqual(0.8);
  });

  test.each([
    [0.03, 0.01, 1855],
    [0.05, 0.01, 3092],
    [0.05, 0.02, 773],
    [0.1, 0.02, 1546],
  ])('pairs of which %d differ against a margin of %d', (discordant, margin, pairs) => {
    expect(pairsForNonInferiority(discordant, 0, margin, 0.95, 0.8)).toBe(pairs);
  });

  test.each([
    [3, 0.951],
    [5, 0.971],
    [8, 0.981],
    [10, 0.985],
    [15, 0.99],
    [20, 0.9925],
    [30, 0.995],
  ])('%d devices prove at most %d, however many events', (devices, best) => {
    expect(Math.abs(provenBySuccessRun(devices / 0.05, 0.95) - best)).toBeLessThan(6e-4);
    expect(successRun(0.95, 0.95)).toBe(59);
  });
});

describe('noncentral t', () => {
  test.each([
    [1.5, 1, 0, 0.187_167_041_810_998_86],
    [2.13, 4, 3, 0.791_550_052_391_803_4],
    [63, 1, 20, 0.249_075_318_816_138_17],
    [30, 10, 40, 0.939_422_253_011_317_9],
    [5, 2.5, -2, 0.000_109_050_061_090_695_63],
    [1.96, 1e5, 2.8, 0.799_544_918_814_510_6],
    [318, 1, 141.4, 0.343_428_657_701_485_06],
  ])('P(T > %d) with %d degrees of freedom, shifted by %d', (t, df, shift, tail) => {
    // scipy 1.17 nct.sf.
    expect(Math.abs(noncentralTUpperTail(t, df, shift) - tail)).toBeLessThan(1e-11);
  });

  test('what is no number stays none, and a huge shift decides', () => {
    expect(noncentralTUpperTail(Number.NaN, 4, 1)).toBeNaN();
    expect(noncentralTUpperTail(2, 0, 1)).toBeNaN();
    expect(noncentralTUpperTail(2, 4, 1e6)).toBeCloseTo(1, 12);
    expect(noncentralTUpperTail(2, 4, -1e6)).toBe(0);
    expect(noncentralTUpperTail(-2, 4, 1e6)).toBe(1);
  });
});

describe('values for a mean', () => {
  test.each([
    // Every n was tried with scipy 1.17 nct.
    [0.5, 0.95, 0.8, 'one-sided', 27],
    [0.5, 0.95, 0.8, 'two-sided', 34],
    [0.2, 0.95, 0.9, 'one-sided', 216],
    [1, 0.95, 0.8, 'one-sided', 8],
  ] as const)('effect %d at %d with power %d, %s', (effect, confidence, power, sides, n) => {
    expect(valuesForMean(effect, confidence, power, sides)).toBe(n);
    expect(powerForMean(effect, n - 1, confidence, sides)).toBeLessThan(power);
  });

  test('no effect needs more values than there are, an overwhelming one two', () => {
    expect(valuesForMean(0, 0.95, 0.8)).toBeNull();
    expect(valuesForMean(-1, 0.95, 0.8)).toBeNull();
    expect(valuesForMean(Number.NaN, 0.95, 0.8)).toBeNull();
    expect(valuesForMean(1e6, 0.95, 0.8)).toBe(2);
    expect(valuesForMean(-0.5, 0.95, 0.8, 'two-sided')).toBe(34);
    expect(valuesForMean(1e-4, 0.95, 0.8)).toBeGreaterThan(6e8);
  });
});

test('pairs for McNemar, and none where nothing differs', () => {
  expect(pairsForMcNemar(0.08, 0.02, 0.05, 0.8)).toBe(1568);
  expect(pairsForMcNemar(0.08, 0, 0.05, 0.8)).toBeNull();
  expect(pairsForMcNemar(0.01, 0.02, 0.05, 0.8)).toBeNull();
});

test('beta-binomial counts: Polya with a uniform share, and binomial without correlation', () => {
  // A uniform share (icc 1/3, mean 1/2) makes every count equally likely.
  const uniform = betaBinomialCdf({ trials: 4, share: 0.5, icc: 1 / 3 });
  for (const [k, p] of uniform.entries()) expect(p).toBeCloseTo((k + 1) / 5, 12);
  const binomial = betaBinomialCdf({ trials: 3, share: 0.5, icc: 0 });
  expect([...binomial]).toEqual([0.125, 0.5, 0.875, 1].map((p) => expect.closeTo(p, 12)));
  expect(betaBinomialCdf({ trials: 5000, share: 0.4, icc: 0.05 }).at(-1)).toBeCloseTo(1, 12);
});

describe('chance of a pass', () => {
  const share = { confidence: 0.95, iccFloor: 0.05 };

  // Pass rates of 3000 simulated pilots each, their shares and events drawn one by one.
  test.each([
    [0.95, 0.99, 5, 320, 0.05, 0.623],
    [0.95, 0.975, 15, 100, 0.05, 0.537],
    [0.85, 0.925, 5, 320, 0.02, 0.708],
    [0.85, 0.925, 8, 60, 0.05, 0.668],
    [0.8, 0.9, 5, 80, 0.0001, 0.932],
    [0.9, 0.95, 30, 40, 0.05, 0.959],
  ])('share %d that truly is %d, %d devices with %d events', (needed, assumed, k, m, icc, rate) => {
    const power = powerForShare({ ...share, needed, assumed, icc }, { clusters: k, events: k * m });
    expect(Math.abs(power - rate)).toBeLessThan(0.04);
  });

  test('rises with devices, is certain for nothing and nil beyond what can be proven', () => {
    const truth = { ...share, needed: 0.9, assumed: 0.95, icc: 0.05 };
    const at = [5, 10, 20, 40].map((clusters) =>
      powerForShare(truth, { clusters, events: 60 * clusters }),
    );
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(powerForShare({ ...truth, needed: 0 }, { clusters: 5, events: 50 })).toBe(1);
    expect(powerForShare({ ...truth, assumed: 0.9 }, { clusters: 5, events: 5000 })).toBe(0);
    expect(powerForShare(truth, { clusters: 5, events: 0 })).toBe(0);
    expect(powerForShare({ ...truth, assumed: 1 }, { clusters: 10, events: 1e6 })).toBe(1);
  });

  test('where simulation ends, approximation goes on', () => {
    const truth = { ...share, needed: 0.95, assumed: 0.965, icc: 0.05 };
    const [last = 0, next = 1] = [100, 101].map((clusters) =>
      powerForShare(truth, { clusters, events: 60 * clusters }),
    );
    expect(last).toBeGreaterThan(0.5);
    expect(Math.abs(next - last)).toBeLessThan(0.07);
  });

  test('the same samples on more devices are worth no more', () => {
    const truth = { ...share, needed: 0.9, assumed: 0.97, icc: 0.05 };
    const shared = powerForShare(truth, { clusters: 50, events: 2500, most: 50 });
    expect(shared).toBeLessThan(powerForShare(truth, { clusters: 50, events: 2500 }));
    expect(shared).toBeCloseTo(powerForShare(truth, { clusters: 100, events: 5000, most: 50 }), 2);
  });

  test.each([
    // Pass rates of 1500 simulated pilots each.
    [8, 252, 0.03, 0.02, 0.01, 0.799],
    [12, 348, 0.03, 0.02, 0.01, 0.956],
    [5, 320, 0.03, 0.02, 1e-9, 0.8],
    [20, 100, 0.05, 0.02, 0.01, 0.863],
  ])('%d devices with %d pairs', (clusters, each, discordant, margin, icc, rate) => {
    const truth = { margin, drop: 0, discordant, confidence: 0.95, icc, iccFloor: 0.01 };
    const power = powerForPairs(truth, { clusters, pairs: clusters * each });
    expect(Math.abs(power - rate)).toBeLessThan(0.06);
    expect(powerForPairs({ ...truth, drop: margin }, { clusters, pairs: 1e6 })).toBe(0);
  });

  test('of an area, with its standard error', () => {
    // Hanley & McNeil 1982, formula of their appendix, by hand: Q1 9/11, Q2 1.62/1.9.
    expect(hanleyMcNeil(0.9, 50, 100)).toBeCloseTo(0.0307, 4);
    const truth = { limit: 0.9, auc: 0.95, confidence: 0.95, icc: 0.05, iccFloor: 0.05 };
    const design = { clusters: 5, positives: 300, negatives: 900 };
    expect(powerForAuc(truth, { ...design, clusters: 20 })).toBeGreaterThan(
      powerForAuc(truth, design),
    );
    expect(powerForAuc({ ...truth, auc: 0.9 }, design)).toBe(0);
    expect(powerForAuc({ ...truth, auc: 1 }, design)).toBe(1);
  });
});
