import { expect, test } from 'vitest';
import reference from '../../fixtures/oracle/stats-oracle.json' with { type: 'json' };
import { clusterQuantileBounds } from '../statistics/cluster-quantile.ts';
import { ascending } from '../statistics/descriptive.ts';
import { methods } from './methods.ts';
import { runOracle } from './run.ts';

const half = { conf: 0.95 };
const noPairs = { bothCorrect: 0, bothWrong: 0 };
const noResamples = { replicates: 0, lower: null, upper: null, se: null };
const noTest = { lower: null, upper: null, p: null };
const groups = { p: 0.9, conf: 0.95, iccFloor: 0, limit: 5 };

const cases: [method: string, input: object, params: object, expected: object][] = [
  [
    'cluster_paired_diff',
    { onlyA: [3], onlyB: [1], pairs: [20] },
    half,
    { diff: 0.1, se: null, oneSidedLower: null, oneSidedUpper: null },
  ],
  [
    'cluster_paired_diff',
    { onlyA: [0], onlyB: [0], pairs: [0] },
    half,
    { diff: null, se: null, oneSidedLower: null, oneSidedUpper: null },
  ],
  [
    'poisson_rate_ci',
    { count: 2, exposure: 0 },
    half,
    { lower: null, upper: null, oneSidedLower: null, oneSidedUpper: null },
  ],
  ['median_mad_iqr', { x: [] }, {}, { median: null, mad: null, iqr: null }],
  ['mann_whitney', { x: [], y: [1] }, {}, { U: null, p: null, cles: null }],
  ['hodges_lehmann_shift_ci', { x: [1], y: [] }, half, { shift: null, lower: null, upper: null }],
  [
    'unpaired_proportion_diff_ci',
    { k1: 0, n1: 0, k2: 1, n2: 2 },
    half,
    { diff: null, newcombeLower: null, newcombeUpper: null },
  ],
  [
    'paired_proportion_diff_ci',
    { ...noPairs, onlyA: 0, onlyB: 0 },
    half,
    { diff: null, newcombeLower: null, newcombeUpper: null, tangoLower: null, tangoUpper: null },
  ],
  [
    'noninferiority_paired',
    { ...noPairs, onlyBaseline: 0, onlyCandidate: 0 },
    { margin: 0.05, conf: 0.95 },
    { dropEstimate: null, dropUpper: null, dropLower: null, decision: 'INCONCLUSIVE' },
  ],
  ['mean_t_ci', { x: [] }, half, { mean: null, lower: null, upper: null, oneSidedUpper: null }],
  ['design_effect', { clusterSizes: [] }, { icc: 0.1 }, { deff: null, nEff: null }],
  [
    'cluster_proportion_bounds',
    { successes: [], trials: [] },
    { conf: 0.95, iccFloor: 0.05 },
    { p: null, nEff: null, oneSidedLower: null, oneSidedUpper: null },
  ],
  [
    'korn_graubard_ci',
    { successes: [], trials: [] },
    half,
    { p: null, se: null, nEff: null, lower: null, upper: null },
  ],
  ...[[], [[]]].map((empty): (typeof cases)[number] => [
    'cluster_quantile_upper',
    { groups: empty },
    groups,
    {
      sampleQuantile: null,
      upper: null,
      shareWithinLimit: null,
      shareLower: null,
      shareUpper: null,
      decision: 'INCONCLUSIVE',
    },
  ]),
  ['success_run_n', {}, { reliability: 1, conf: 0.95 }, { n: null }],
  [
    'bootstrap_macro_f1',
    {
      matrix: [
        [0, 0],
        [0, 0],
      ],
    },
    half,
    { macroF1: null, lower: null, upper: null },
  ],
  ...[[], [[]]].map((empty): (typeof cases)[number] => [
    'icc_anova',
    { groups: empty },
    {},
    { msBetween: null, msWithin: null, n0: null, icc: null },
  ]),
  [
    'bootstrap_exhaustive_percentile',
    { x: [] },
    { statistic: 'mean', conf: 0.95 },
    { ...noResamples, meanOfReplicates: null },
  ],
  [
    'bootstrap_t_exhaustive',
    { x: [] },
    half,
    { used: 0, oneSidedUpper: null, oneSidedLower: null },
  ],
  ['cluster_bootstrap_exhaustive', { successes: [], trials: [] }, half, noResamples],
  [
    'slice_decisions',
    { slices: [] },
    { minAccuracy: 0.9, conf: 0.95 },
    { lower: [], pBelow: [], pBelowHolm: [], decisions: [], overall: 'INCONCLUSIVE' },
  ],
  ['welch_diff_ci', { x: [2], y: [1, 3] }, half, { diff: 0, df: null, ...noTest }],
  ['welch_diff_ci', { x: [], y: [1, 3] }, half, { diff: null, df: null, ...noTest }],
  ['paired_t_ci', { x: [4], y: [1] }, half, { diff: 3, ...noTest }],
  ['paired_t_ci', { x: [], y: [] }, half, { diff: null, ...noTest }],
];

test.each(cases)('%s of %j (%j) says what is known and null for the rest', (...given) => {
  const [method, input, params, expected] = given;
  const tolerance = { rel: 1e-12, abs: 0 };
  expect(runOracle({ cases: [{ id: 'a', method, input, params, expected, tolerance }] })).toEqual([
    { id: 'a', method, outcome: 'passed' },
  ]);
});

test('null is no answer where a number is expected', () => {
  const given = { id: 'a', method: 'success_run_n', params: { reliability: 1, conf: 0.95 } };
  const [result] = runOracle({ cases: [{ ...given, expected: { n: 59 }, tolerance: {} }] });
  expect(result).toMatchObject({ differences: [{ field: 'n', got: null, expected: 59 }] });
});

test('a cluster quantile is bounded by its definition, also where a looser value is not proven', () => {
  // Up to 1 both devices are alike; up to 2 they differ, and the share is no longer proven.
  const sorted = [
    [...Array.from({ length: 95 }, () => 1), ...Array.from({ length: 5 }, () => 3)],
    [...Array.from({ length: 95 }, () => 1), ...Array.from({ length: 5 }, () => 2)],
  ];
  const params = { p: 0.9, conf: 0.95, iccFloor: 0, limit: 1 };
  const result = methods['cluster_quantile_upper']!({ groups: sorted }, params);
  expect(result).toMatchObject({ upper: 1, decision: 'PASS' });
  expect(clusterQuantileBounds(sorted, 0.9, 0.95, 0).upper).toBe(3);
});

test('the bound of a verdict is the defined one in every reference case', () => {
  const shipped = reference.cases.filter(({ method }) => method === 'cluster_quantile_upper');
  expect(shipped.length).toBeGreaterThan(0);
  for (const { input, params, expected } of shipped) {
    const sorted = (input as { groups: number[][] }).groups.map(ascending);
    const { p, conf, iccFloor } = params as typeof groups;
    const { upper } = clusterQuantileBounds(sorted, p, conf, iccFloor);
    expect(upper).toBe((expected as { upper: number | null }).upper);
  }
});

test('a spread of a few units on an offset of 1e15 keeps its serial correlation', () => {
  const x = [1e15, 1e15 + 1, 1e15 + 4];
  // Deviations -5/3, -2/3 and 7/3: (10 - 14) / 9 over 78 / 9.
  expect(methods['mean_sd_lag1']!({ x }, {})['lag1']).toBeCloseTo(-4 / 78, 12);
});

test.each([
  [0.975, 1e9, 1.959963986912],
  [0.025, 1e9, -1.959963986912],
  [0.975, Infinity, 1.959963984540054],
  [0.5, 1e12, 0],
])('t quantile %d with %d degrees of freedom', (p, df, expected) => {
  expect(methods['t_quantile']!({ p, df }, {})['x']).toBeCloseTo(expected, 11);
});

test.each([
  // With t = z the tail is the normal one and a part z (z^2 + 1) / (4 df) of its density.
  [1.959963984540054, 1e9, 0.05 * (1 + 5.545_902_3e-9)],
  [1.959963984540054, Infinity, 0.05],
  [1e6, 1e9, 0],
])('two-sided p of t = %d with %d degrees of freedom', (t, df, expected) => {
  const p = methods['t_two_sided_p']!({ t, df }, {})['p'];
  expect(Math.abs((p as number) - expected)).toBeLessThanOrEqual(1e-12 * expected + 1e-300);
});

test('many degrees of freedom go over into the normal without a step', () => {
  for (const p of [0.05, 0.6, 0.975, 0.9999]) {
    const [below, above] = [1e7 - 1, 1e7 + 1].map(
      (df) => methods['t_quantile']!({ p, df }, {})['x'] as number,
    );
    expect(Math.abs(above! / below! - 1)).toBeLessThan(2e-10);
  }
});
