import { expect, test } from 'vitest';
import { binomialTest } from './binomial-test.ts';
import { garwood, poissonCdf, poissonUpperTail } from './poisson.ts';
import { dispersedRate } from './rate-dispersion.ts';
import { exposureForRate, zeroEventExposure } from './rate-exposure.ts';
import { rateRatio } from './rate-ratio.ts';
import { availability, downtimePerYear, timeBetween } from './reliability.ts';

test('exposures of the table that is known for one event a day', () => {
  // Hours with 0 to 5 events: 71.9, 113.9, 151.1, 186.1, 219.7, 252.3.
  const hours = [71.9, 113.9, 151.1, 186.1, 219.7, 252.3];
  for (const [events, expected] of hours.entries()) {
    expect(24 * garwood(events, 1, 0.95).upper).toBeCloseTo(expected, 1);
  }
  expect(24 * zeroEventExposure(1, 0.95)).toBeCloseTo(71.9, 1);
});

test('the p-value crosses 1 - confidence exactly where a bound crosses the rate', () => {
  for (const count of [0.4, 1, 7, 33.3, 1200]) {
    const { lower, upper } = garwood(count, 24, 0.95);
    expect(poissonUpperTail(count, lower * 24)).toBeCloseTo(0.05, 9);
    expect(poissonCdf(count, upper * 24)).toBeCloseTo(0.05, 9);
  }
  expect([poissonUpperTail(0, 3), poissonUpperTail(2, 0), poissonCdf(-1, 3)]).toEqual([1, 0, 0]);
});

test('counts that agree better than chance narrow nothing, and idle clusters do not count', () => {
  const alike = [5, 5, 5, 5, 5].map((count) => ({ count, exposure: 10 }));
  const { upper } = garwood(25, 50, 0.95);
  expect(dispersedRate(alike, 0.95)).toMatchObject({ dispersion: 1, factor: 1, upper });
  const idle = [...alike, { count: 0, exposure: 0 }];
  expect(dispersedRate(idle, 0.95)).toEqual(dispersedRate(alike, 0.95));
  expect(dispersedRate([{ count: 3, exposure: 1 }], 0.95).dispersion).toBe(1);
});

test('scatter moves both limits outwards, and a least factor does where there is none', () => {
  const scattered = [1, 9, 2, 8, 5].map((count) => ({ count, exposure: 10 }));
  const plain = garwood(25, 50, 0.95);
  const wide = dispersedRate(scattered, 0.95);
  // X2 = (16 + 16 + 9 + 9 + 0) / 5 with 4 degrees of freedom.
  expect(wide.dispersion).toBeCloseTo(2.5, 12);
  expect(wide.lower).toBeLessThan(plain.lower);
  expect(wide.upper).toBeGreaterThan(plain.upper);
  const floor = dispersedRate([{ count: 25, exposure: 50 }], 0.95, 5);
  expect(floor.upper).toBeCloseTo(garwood(5, 10, 0.95).upper, 12);
});

test('a planned exposure is the smallest that reaches its power, and none where none can', () => {
  for (const [assumed, power] of [
    [0, 0.8],
    [0.1, 0.9],
    [0.5, 0.8],
    [0.8, 0.95],
  ] as const) {
    const planned = exposureForRate(1, assumed, 0.95, power)!;
    expect(garwood(planned.maxEvents, planned.exposure, 0.95).upper).toBeCloseTo(1, 9);
    expect(planned.power).toBeGreaterThanOrEqual(power);
    const fewer = garwood(planned.maxEvents - 1, 1, 0.95).upper;
    if (planned.maxEvents > 0) {
      expect(poissonCdf(planned.maxEvents - 1, assumed * fewer)).toBeLessThan(power);
    }
  }
  for (const assumed of [1, 2, -1, Number.NaN]) {
    expect(exposureForRate(1, assumed, 0.95, 0.8)).toBeNull();
  }
  expect(exposureForRate(0, 0, 0.95, 0.8)).toBeNull();
});

test('a ratio of rates agrees with the exact conditional test of other programs', () => {
  // scipy 1.17 binomtest(11, 34, 800 / 1883) and its exact limits carried over to the ratio.
  const ratio = rateRatio({ count: 11, exposure: 800 }, { count: 23, exposure: 1083 }, 0.975);
  expect(ratio.ratio).toBeCloseTo((11 / 800) * (1083 / 23), 12);
  expect(ratio.p).toBeCloseTo(0.29809444712313116, 12);
  const only = rateRatio({ count: 7, exposure: 30 }, { count: 0, exposure: 20 }, 0.975);
  expect(only).toMatchObject({ ratio: null, upper: null });
  expect(only.p).toBeCloseTo(0.046835199999999994, 12);
});

test('a two-sided binomial test sums what is no likelier, on either side', () => {
  // R 4.2: binom.test(682, 925, p = 0.75).
  expect(binomialTest(682, 925, 0.75, 'two-sided')).toBeCloseTo(0.3824915595748517, 10);
  expect(binomialTest(3, 10, 0.3, 'two-sided')).toBe(1);
  expect(binomialTest(0, 5, 0, 'two-sided')).toBe(1);
  expect(binomialTest(1, 5, 0, 'two-sided')).toBe(0);
  for (const k of [0, 2, 4, 9, 12]) {
    const mirrored = binomialTest(12 - k, 12, 0.7, 'two-sided');
    expect(binomialTest(k, 12, 0.3, 'two-sided')).toBeCloseTo(mirrored, 12);
  }
});

test('time between failures and time up', () => {
  expect(timeBetween(0, 100, 0.95)).toEqual({
    mean: null,
    lower: expect.closeTo(100 / 2.995732273553991, 9) as number,
  });
  // One failure a week that takes an hour to mend: 168 h up for each hour down.
  expect(availability(168, 1)).toBeCloseTo(168 / 169, 12);
  expect(downtimePerYear(0.999)).toBeCloseTo(525.96, 9);
});
