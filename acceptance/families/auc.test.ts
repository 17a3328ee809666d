import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { withAnswers } from '../../fixtures/oracle/synthetic-answers.ts';
import {
  labels,
  type PilotOptions,
  syntheticEvents,
  syntheticPlan,
} from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { delongVariance, logitLimits, placementsOf } from '../statistics/auc.ts';
import { auc } from './auc.ts';

const planFor = (expect: string): ReturnType<typeof syntheticPlan> =>
  syntheticPlan({ 'AUC-1': expect }, { labels: [...labels] });

const events = (options: PilotOptions & { overlap?: number } = {}): TelemetryEvent[] =>
  withAnswers(syntheticEvents(options), options);

const judged = (expect: string, of: TelemetryEvent[]): Promise<Criterion> =>
  judgeOne(planFor(expect), of);

test('an area passes, is open and fails as its limit rises', async () => {
  const some = events({ overlap: 0.5 });
  const outcomes = await Promise.all(
    ['auc(cavitation) >= 0.7', 'auc(cavitation) >= 86 %', 'auc(cavitation) >= 0.99'].map(
      async (expect) => (await judged(expect, some)).outcome,
    ),
  );
  expect(outcomes).toEqual(['pass', 'inconclusive', 'fail']);
});

test('the sentence tells the area, its bound and the limit', async () => {
  const { sentence, result } = await judged('auc(cavitation) >= 0.7', events({ overlap: 0.5 }));
  expect(sentence).toMatch(
    /^AUC of cavitation was 0\.\d+; .* at least 0\.\d+ in a fleet of such devices \(required: at least 0\.7\)\.$/u,
  );
  expect(result?.lower.value).toBeGreaterThan(0.7);
  expect(result?.lower.value).toBeLessThan(result!.estimate.value!);
});

test('perfect separation is worth a success run over the effective pairs, and never certain', async () => {
  const apart = events({ overlap: 0, accuracy: 1 });
  const { result, outcome, method } = await judged('auc(cavitation) >= 0.9', apart);
  // 60 samples of the class on each of five devices: 300 / (1 + 59 * 0.05).
  const effective = 300 / (1 + 59 * 0.05);
  expect(outcome).toBe('pass');
  expect(result?.lower.value).toBeCloseTo(0.05 ** (1 / effective), 9);
  expect(method).toContain('success run');
});

test('perfect separation of few samples decides nothing, however low the limit', async () => {
  const few = events({ overlap: 0, accuracy: 1, perDevice: 48 });
  const { outcome, reason } = await judged('auc(cavitation) >= 0.5', few);
  expect(outcome).toBe('inconclusive');
  expect(reason).toContain('it takes 59');
});

test('scores that are all alike do not fail a limit for certain either', async () => {
  const alike = events({ perDevice: 48 }).map((event) => ({ ...event, scores: [1, 1, 1, 1] }));
  expect((await judged('auc(cavitation) >= 0.9', alike)).outcome).toBe('inconclusive');
});

test('thirty samples of the class and of others are the least', async () => {
  const short = events({ perDevice: 20 });
  const { outcome, reason } = await judged('auc(cavitation) >= 0.5', short);
  expect(outcome).toBe('inconclusive');
  expect(reason).toContain('25 samples of the class, and it takes at least 30');
});

test('a class that one device alone has seen is not proven for a fleet', async () => {
  const lone = events().filter(
    ({ device, truth }) => device === 'pump-01' || truth !== 'cavitation',
  );
  const { outcome, reason } = await judged('auc(cavitation) >= 0.5', lone);
  expect(outcome).toBe('inconclusive');
  expect(reason).toContain('Of the samples of the class: a claim about a fleet');
});

test('the same samples on every device prove no more than once', async () => {
  const own = events({ devices: 12, perDevice: 60 });
  const copies = own.map((event, i) => ({ ...own[i % 60]!, device: event.device }));
  const [apart, shared] = [
    await judged('auc(cavitation) >= 0.7', own),
    await judged('auc(cavitation) >= 0.7', copies),
  ];
  expect(apart.n_effective).toBeGreaterThan(250);
  expect(shared.n_effective).toBeCloseTo(60, 9);
  expect(shared.n).toBe(720);
});

test('devices that agree are bounded as their samples are, with the least correlation', () => {
  const scores = {
    positive: [3, 4, 5, 6, 7, 8, 9, 2.5],
    negative: [1, 2, 3.5, 4.5, 0, 1.5, 2.2, 5.5, 0.5, 1.2],
  };
  const statistic = { ...scores, missing: 0, invalid: 0 };
  const clusters = [1, 2, 3, 4, 5, 6].map((n) => ({ device: `d${n}`, session: '', statistic }));
  const { bounds, outcome } = auc.judge(clusters, {
    op: '>=',
    limit: 0.5,
    unit: '1',
    statistic: 'value',
    confidence: 0.95,
    iccFloor: 0.02,
    scope: 'fleet',
    leastDevices: 5,
  });
  const six = <T>(list: readonly T[]): T[] => [1, 2, 3, 4, 5, 6].flatMap(() => list);
  const all = placementsOf({ positive: six(scores.positive), negative: six(scores.negative) })!;
  const { ofPositives, ofNegatives } = delongVariance(all);
  // Design effects 1 + 7 * 0.02 of eight positives a device and 1 + 9 * 0.02 of ten negatives.
  const standardError = Math.sqrt(1.14 * ofPositives + 1.18 * ofNegatives);
  const limits = logitLimits(all.auc, standardError, 1.6448536269514722);
  expect(bounds?.lower).toBeCloseTo(limits.lower, 9);
  expect(bounds?.upper).toBeCloseTo(limits.upper, 9);
  expect(outcome).toBe('pass');
});

const broken: readonly (readonly [string, Partial<TelemetryEvent>, string])[] = [
  ['another number of scores', { scores: [0.1, 0.9] }, 'one finite number a class'],
  ['a score that is no number', { scores: [0.1, 0.2, 0.3, Number.NaN] }, 'one finite number'],
  ['an infinite score', { scores: [0.1, 0.2, 0.3, Infinity] }, 'one finite number'],
];

test.each(broken)('one event with %s makes it an error', async (_, change, why) => {
  const some = events();
  some[7] = { ...some[7]!, ...change };
  const { outcome, reason } = await judged('auc(cavitation) >= 0.5', some);
  expect(outcome).toBe('error');
  expect(reason).toContain(why);
});

test('without scores, without the class or without any event it is an error', async () => {
  const without = events().map(({ scores: _scores, ...event }) => event as TelemetryEvent);
  const never = events().filter(({ truth }) => truth !== 'cavitation');
  const only = events().filter(({ truth }) => truth === 'cavitation');
  for (const some of [without, never, only, []]) {
    expect((await judged('auc(cavitation) >= 0.5', some)).outcome).toBe('error');
  }
});

test('an area at its limit rarely passes', async () => {
  // Scores that say nothing: the area is 0.5 whatever the class.
  let passes = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const some = events({ perDevice: 60, seed }).map((event, i) => ({
      ...event,
      scores: [0, 0, 0, ((i * 7919 + seed * 104_729) % 10_007) / 10_007],
    }));
    if ((await judged('auc(cavitation) >= 0.5', some)).outcome === 'pass') passes += 1;
  }
  expect(passes).toBeLessThanOrEqual(5);
});
