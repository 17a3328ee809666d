import { expect, test } from 'vitest';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import { metrics } from '../metrics/index.ts';
import type { Claim, Judgement } from './family.ts';
import { familyOf } from './index.ts';

const MILLIONS = 10_000_000;

const judge = (
  metric: MetricDeclaration,
  claim: Pick<Claim, 'op' | 'limit' | 'statistic'>,
  statistics: readonly SufficientStatistic[],
): Judgement =>
  familyOf(metric).judge(
    statistics.map((statistic, i) => ({ device: `d${i}`, session: '', statistic })),
    {
      unit: metric.unit,
      confidence: 0.95,
      iccFloor: 0.05,
      scope: 'fleet',
      leastDevices: 0,
      seed: 1,
      ...claim,
    },
  );

const onFive = <S extends SufficientStatistic>(statistic: S): S[] =>
  Array.from({ length: 5 }, () => statistic);

const share = (successes: number, trials: number): SufficientStatistic => ({
  trials,
  successes,
  missing: 0,
  truths: [],
});

const atLeast = (limit: number): Pick<Claim, 'op' | 'limit' | 'statistic'> => ({
  op: '>=',
  limit,
  statistic: 'share',
});

test('a share of none is bounded by 0 below, and one of all by 100 above', () => {
  const none = judge(metrics.accuracy, atLeast(50), onFive(share(0, 200)));
  expect(none).toMatchObject({ outcome: 'fail', bounds: { estimate: 0, lower: 0 } });
  expect(none.bounds!.upper).toBeGreaterThan(0);
  const all = judge(metrics.accuracy, atLeast(50), onFive(share(200, 200)));
  expect(all).toMatchObject({ outcome: 'pass', bounds: { estimate: 100, upper: 100 } });
  expect(all.bounds!.lower).toBeLessThan(100);
});

test('ten million events of five devices prove no more than five devices can', () => {
  const { bounds, effectiveN } = judge(
    metrics.accuracy,
    atLeast(95),
    onFive(share(MILLIONS / 5, MILLIONS / 5)),
  );
  // The best five devices can prove at a correlation of 0.05 is 97.1 %.
  expect(bounds!.lower).toBeCloseTo(97.05, 2);
  expect(effectiveN).toBeLessThan(101);
});

test('no share of ten million events proves certainty', () => {
  const all = judge(metrics.accuracy, atLeast(100), onFive(share(MILLIONS, MILLIONS)));
  expect(all.outcome).toBe('inconclusive');
  expect(all.advice).toContain('No number of events proves 100 %');
});

test('a rate of none is bounded by 0 below and by the time watched above', () => {
  const claim = { op: '<=', limit: 1, statistic: 'rate' } as const;
  const seen = (count: number, exposure: number): SufficientStatistic[] =>
    onFive({ count, exposure, missing: 0, events: 1000 });
  const none = judge(metrics['device-errors'], claim, seen(0, 1));
  // Three events a time watched, Garwood 1936.
  expect(none).toMatchObject({ outcome: 'pass', bounds: { estimate: 0, lower: 0 } });
  expect(none.bounds!.upper).toBeCloseTo(2.9957 / 5, 4);
  const many = judge(metrics['device-errors'], claim, seen(MILLIONS, MILLIONS / 1.001));
  expect(many.outcome).toBe('fail');
  expect(many.bounds!.upper! - many.bounds!.lower!).toBeLessThan(0.002);
  expect(judge(metrics['device-errors'], claim, seen(0, 0)).outcome).toBe('error');
});

test('pairs that never differ prove no drop, and those that always do prove one', () => {
  const claim = { op: '<=', limit: 2, statistic: 'difference' } as const;
  const rest = { onlyCandidate: 0, neither: 0, unpaired: 0, missing: 0, truths: [] };
  const pairs = (both: number, onlyBaseline: number): SufficientStatistic[] =>
    onFive({ ...rest, both, onlyBaseline });
  expect(judge(metrics.drop, claim, pairs(MILLIONS, 0)).outcome).toBe('pass');
  expect(judge(metrics.drop, claim, pairs(0, MILLIONS)).outcome).toBe('fail');
  // However many pairs: five devices are worth 500 at a correlation of 0.01.
  const tight = judge(metrics.drop, { ...claim, limit: 0.5 }, pairs(MILLIONS, 0));
  expect(tight.outcome).toBe('inconclusive');
  expect(tight.bounds!.upper).toBeCloseTo(0.54, 2);
});

test('sums of ten million values keep their mean', () => {
  const n = MILLIONS;
  const statistic = {
    n,
    sum: 1000 * n,
    sumOfSquares: 1e6 * n,
    exposure: n,
    missing: 0,
    invalid: 0,
  };
  const { outcome, bounds } = judge(
    metrics['energy-per-inference'],
    { op: '<=', limit: 1000, statistic: 'mean' },
    onFive(statistic),
  );
  expect(outcome).toBe('pass');
  expect(bounds).toEqual({ estimate: 1000, lower: 1000, upper: 1000 });
});

test('a classifier that confuses everything has a macro-F1 of 0', () => {
  const answers = { a: { b: MILLIONS }, b: { a: MILLIONS } };
  const claim = { op: '>=', limit: 0.5, statistic: 'value' } as const;
  const wrong = judge(metrics['macro-f1'], claim, onFive({ answers, missing: 0 }));
  expect(wrong).toMatchObject({ outcome: 'fail', bounds: { estimate: 0, lower: 0 } });
  const right = { a: { a: MILLIONS }, b: { b: MILLIONS } };
  const sure = judge(metrics['macro-f1'], claim, onFive({ answers: right, missing: 0 }));
  expect(sure.outcome).toBe('pass');
  expect(sure.bounds!.lower).toBeLessThan(1);
});

test.each(
  Object.values(metrics).filter(({ from, family }) => from === 'events' && family !== 'gap'),
)('$id leaves devices out that hold no statistic', (metric) => {
  const family = familyOf(metric);
  const claim = {
    op: '<=',
    limit: 1,
    statistic: metric.family === 'quantile' ? 'p95' : 'value',
  } as const;
  const judged = judge(metric, claim, onFive(family.empty()));
  expect(judged).toMatchObject({ outcome: 'error', n: 0, devices: [] });
});
