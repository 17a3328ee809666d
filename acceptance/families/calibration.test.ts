import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { withAnswers } from '../../fixtures/oracle/synthetic-answers.ts';
import {
  type PilotOptions,
  seeded,
  syntheticEvents,
  syntheticPlan,
} from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { parseCriterion } from '../criterion/parse.ts';

const events = (options: PilotOptions = {}): TelemetryEvent[] =>
  withAnswers(syntheticEvents(options));

const judged = (limit: string, of: TelemetryEvent[]): Promise<Criterion> =>
  judgeOne(syntheticPlan({ 'CAL-1': `brier ${limit}` }), of);

test('a Brier score passes, is open and fails as its limit falls', async () => {
  const outcomes = await Promise.all(
    ['<= 0.3', '<= 0.06', '<= 0.01'].map(async (limit) => (await judged(limit, events())).outcome),
  );
  expect(outcomes).toEqual(['pass', 'inconclusive', 'fail']);
});

test('the estimate is the mean squared error of the stated confidence', async () => {
  const some = events();
  const errors = some.map(
    ({ confidence, label, truth }) => (confidence! - (label === truth ? 1 : 0)) ** 2,
  );
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const { result, devices } = await judged('<= 0.3', some);
  expect(result?.estimate.value).toBeCloseTo(mean, 12);
  expect(devices).toHaveLength(5);
});

test('answers that were all sure and right leave room for errors not seen', async () => {
  const sure = events({ accuracy: 1 }).map((event) => ({ ...event, confidence: 1 }));
  const { result } = await judged('<= 0.1', sure);
  const effective = 1200 / (1 + 239 * 0.05);
  expect(result?.upper.value).toBeCloseTo(1 - 0.05 ** (1 / effective), 9);
});

test('beside it stand the calibration error and what chance alone would show', async () => {
  const random = seeded(5);
  const calibrated = events().map((event) => {
    const confidence = 0.5 + 0.5 * random();
    return { ...event, confidence, label: random() < confidence ? event.truth! : 'confused' };
  });
  const { display } = await judged('<= 0.5', calibrated);
  const [seen, chance, largest] = display!.map(({ value }) => value!);
  expect(chance).toBeGreaterThan(0.01);
  expect(chance).toBeLessThan(0.03);
  expect(seen! / chance!).toBeLessThan(2);
  expect(largest).toBeGreaterThanOrEqual(seen!);
});

test('fewer than two hundred answers decide nothing', async () => {
  const { outcome, reason } = await judged('<= 0.9', events({ perDevice: 39 }));
  expect(outcome).toBe('inconclusive');
  expect(reason).toContain('195 answers, and it takes at least 200');
});

test.each([-0.1, 1.2, Number.NaN, Infinity])(
  'a stated confidence of %f makes it an error',
  async (confidence) => {
    const some = events();
    some[9] = { ...some[9]!, confidence };
    const { outcome, reason } = await judged('<= 0.9', some);
    expect(outcome).toBe('error');
    expect(reason).toContain('not between 0 and 1');
  },
);

test('a missing confidence, a missing answer and no event are errors', async () => {
  for (const field of ['confidence', 'label'] as const) {
    const some = events();
    delete some[9]![field];
    expect((await judged('<= 0.9', some)).outcome).toBe('error');
  }
  expect((await judged('<= 0.9', [])).outcome).toBe('error');
});

test('one class only, or four devices, leave it open', async () => {
  const alike = events().map((event) => ({ ...event, truth: 'normal', label: 'normal' }));
  expect((await judged('<= 0.9', alike)).reason).toContain('one class');
  const four = events({ devices: 4 });
  expect((await judged('<= 0.9', four)).reason).toContain('at least 5 devices');
});

test('the calibration error itself is no criterion', () => {
  expect(() => parseCriterion('ece <= 0.05')).toThrow('"ece" is not a metric');
});
