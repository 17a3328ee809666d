import { expect, test } from 'vitest';
import { binomialCdf, binomialProbability, binomialUpperTail } from './binomial.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { betaQuantile, regularizedBeta } from './incomplete-beta.ts';
import { gammaQuantile, regularizedGammaLower, regularizedGammaUpper } from './incomplete-gamma.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { logGamma } from './saddle-point.ts';
import { studentCdf, studentQuantile } from './student-t.ts';

const relative = (got: number, expected: number): number => Math.abs(got / expected - 1);

// Closed forms, where a distribution has one, are answers from outside at any size.
test.each([
  ['log-gamma of 1/2 is ln sqrt(pi)', logGamma(0.5), Math.log(Math.sqrt(Math.PI))],
  ['log-gamma of 11 is ln 10!', logGamma(11), Math.log(3_628_800)],
  ['I_x(a, 1) is x^a', regularizedBeta(0.3, 7.5, 1), 0.3 ** 7.5],
  [
    'I_x(1, b) is 1 - (1 - x)^b',
    regularizedBeta(0.01, 1, 250),
    -Math.expm1(250 * Math.log1p(-0.01)),
  ],
  ['P(1, x) is 1 - e^-x', regularizedGammaLower(1, 2.5), -Math.expm1(-2.5)],
  ['Q(1, x) keeps its digits far out', regularizedGammaUpper(1, 600), Math.exp(-600)],
  [
    'no failure in n proves alpha^(1/n)',
    clopperPearson(10_000_000, 10_000_000, 0.95).lower,
    0.05 ** 1e-7,
  ],
  ['no success in n', clopperPearson(0, 10_000_000, 0.95).upper, -Math.expm1(Math.log(0.05) / 1e7)],
  [
    't with one degree of freedom is a tangent',
    studentQuantile(0.995, 1),
    Math.tan(Math.PI * 0.495),
  ],
  ['t with two degrees of freedom', studentQuantile(0.75, 2), Math.sqrt(2 / 3)],
  ['a quarter-point normal tail', normalQuantile(0.25), -0.6744897501960817],
  ['normal six sigma (NIST DLMF 7.2)', normalCdf(-6), 9.86587645037698e-10],
  ['exponential median', gammaQuantile(0.5, 1), Math.LN2],
])('%s', (_, got, expected) => {
  expect(relative(got, expected)).toBeLessThan(1e-10);
});

test('inverses undo their functions over many sizes', () => {
  for (const [a, b] of [
    [0.3, 0.7],
    [1, 60],
    [2.5, 1e5],
    [9500, 501],
    [4e6, 3e5],
  ] as const) {
    for (const p of [1e-6, 0.05, 0.5, 0.95, 0.999]) {
      expect(relative(regularizedBeta(betaQuantile(p, a, b), a, b), p)).toBeLessThan(1e-9);
    }
  }
  for (const df of [1, 4, 7.5, 199, 1e6]) {
    for (const p of [1e-5, 0.05, 0.6, 0.99]) {
      expect(relative(studentCdf(studentQuantile(p, df), df), p)).toBeLessThan(1e-9);
    }
  }
});

test('binomial tails add up to one and to the probabilities between them', () => {
  const [n, p] = [1_000_000, 0.05];
  const below = binomialCdf(49_999, n, p);
  const above = binomialUpperTail(50_001, n, p);
  expect(relative(below + above + binomialProbability(50_000, n, p), 1)).toBeLessThan(1e-10);
});

test('arguments outside the domain give NaN, never a number that misleads', () => {
  const impossible = [
    logGamma(-1),
    regularizedBeta(0.5, -1, 2),
    betaQuantile(1.5, 2, 3),
    betaQuantile(Number.NaN, 2, 3),
    gammaQuantile(0.5, 0),
    normalQuantile(-0.1),
    studentQuantile(0.5, -3),
    studentQuantile(Number.NaN, 3),
  ];
  expect(impossible.every(Number.isNaN)).toBe(true);
});
