import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

/** Windows of 250 inferences as a published run of one board has them, 1430 uJ an inference. */
const lengths_us = [10_862_042, 10_854_678, 10_847_215, 10_862_036, 10_836_234];

const windows = (
  change: (event: TelemetryEvent, index: number) => Partial<TelemetryEvent> = () => ({}),
  device = 'board-1',
): TelemetryEvent[] =>
  lengths_us.map((elapsed_us, index) => {
    const event: TelemetryEvent = {
      v: 1,
      device,
      session: 'performance',
      seq: index,
      time_us: 11_000_000 * (index + 1),
      kind: 'window',
      origin: 'emulated',
      scenario: 'steady-state',
      inferences: 250,
      elapsed_us,
      energy_uJ: 250 * (1430 + index),
    };
    return { ...event, ...change(event, index) };
  });

const plan = (expected: string, complete = true) =>
  syntheticPlan(
    {
      'W-1': {
        expect: expected,
        // Currents of the synthetic pilot are modelled.
        accept: 'modelled' as const,
        ...(complete && { population: 'complete' as const }),
      },
    },
    { claim: 'these-devices', at_least: 1 },
  );

test.each([
  ['median(throughput) >= 23 /s', 'pass', 23.031_544_556_181_217],
  ['median(throughput) >= 1381 /min', 'pass', undefined],
  ['median(throughput) >= 23.04 /s', 'fail', 23.031_544_556_181_217],
  ['every(window-duration) >= 10 s', 'pass', 10.836_234],
  ['every(window-duration) >= 10.84 s', 'fail', 10.836_234],
  ['every(window-inferences) >= 10', 'pass', 250],
  ['every(window-inferences) > 250', 'fail', 250],
  ['median(window-energy) <= 1432 uJ', 'pass', 1432],
  ['median(window-energy) <= 1431.9 uJ', 'fail', 1432],
])('%s: %s', async (expected, outcome, value) => {
  if (expected.includes('/min')) return expect(() => plan(expected)).toThrow('not a unit');
  const judged = await judgeOne(plan(expected), windows());
  expect(judged).toMatchObject({ outcome, n: 5, n_effective: null });
  expect(judged.result?.estimate.value).toBeCloseTo(value!, 9);
  expect(judged.method).toBe('all 5 windows given: the value itself, without inference');
});

test('without a complete population five windows of one device prove nothing of others', async () => {
  const alone = await judgeOne(plan('median(throughput) >= 23 /s', false), windows());
  expect(alone).toMatchObject({ outcome: 'inconclusive', n: 5 });
  const fleet = syntheticPlan({ 'W-1': 'median(throughput) >= 10 /s' });
  expect((await judgeOne(fleet, windows())).reason).toContain('at least 5 devices');
});

test.each([
  [5, 5, 'pass'],
  [5, 4, 'fail'],
])('at least %i windows, and %i are there: %s', async (needed, given, outcome) => {
  const judged = await judgeOne(plan(`windows >= ${needed}`, false), windows().slice(0, given));
  expect(judged).toMatchObject({ outcome, n: given, n_effective: null, sensitivity: [] });
  expect(judged.result?.estimate).toEqual({ value: given, unit: 'count' });
  expect(judged.sentence).toContain(`(required: at least ${needed})`);
});

test('each device has to give the windows, and one that holds no time is none', async () => {
  const two = [...windows(), ...windows(undefined, 'board-2').slice(1)];
  const least = await judgeOne(plan('windows >= 5', false), two);
  expect(least).toMatchObject({ outcome: 'fail', n: 9 });
  expect(least.devices).toEqual([
    { device: 'board-1', n: 5, value: 5, met: true },
    { device: 'board-2', n: 4, value: 4, met: false },
  ]);
  const still = windows((_, index) => (index === 2 ? { elapsed_us: 0 } : {}));
  expect(await judgeOne(plan('windows >= 5', false), still)).toMatchObject({
    outcome: 'fail',
    n: 4,
  });
  const asked = syntheticPlan({ 'W-1': 'windows >= 5' }, { at_least: 2 });
  expect(await judgeOne(asked, windows())).toMatchObject({ outcome: 'inconclusive' });
});

const broken: [string, Partial<TelemetryEvent>][] = [
  ['no time', { elapsed_us: 0 }],
  ['no inferences and no time', { inferences: 0, elapsed_us: 0 }],
  ['a time that is no number', { elapsed_us: Number.NaN }],
  ['a negative time', { elapsed_us: -1 }],
];

test.each(broken)('a window with %s is never a pass', async (_, change) => {
  const events = windows((__, index) => (index === 1 ? change : {}));
  for (const expected of ['median(throughput) >= 1 /s', 'every(window-duration) >= 1 s']) {
    expect((await judgeOne(plan(expected), events)).outcome).not.toBe('pass');
    expect((await judgeOne(plan(expected, false), events)).outcome).not.toBe('pass');
  }
});

test('energy that one window lacks is an error, and no windows at all are too', async () => {
  const events = windows();
  delete events[0]!.energy_uJ;
  expect((await judgeOne(plan('median(window-energy) <= 9 mJ'), events)).outcome).toBe('error');
  for (const expected of ['windows >= 1', 'median(throughput) >= 1 /s']) {
    const judged = await judgeOne(plan(expected, expected !== 'windows >= 1'), []);
    expect(judged.outcome).toBe('error');
  }
});

test('two different windows under one number are judged as neither', async () => {
  const events = [...windows(), { ...windows()[0]!, elapsed_us: 20_000_000 }];
  const judged = await judgeOne(plan('every(window-duration) >= 10 s'), events);
  expect(judged).toMatchObject({ outcome: 'error' });
  expect(judged.reason).toContain('same number');
});
