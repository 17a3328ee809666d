import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { createRoll } from '../aggregation/population.ts';

/** The plan of just these events. */
const planned = (events: readonly TelemetryEvent[], expected: string): Plan => {
  const roll = createRoll();
  for (const { device, sample, truth } of events) roll.add(device, sample!, truth);
  return syntheticPlan(
    { 'ACC-1': { expect: expected, population: 'complete' } },
    {
      scenarios: [
        {
          id: 'steady-state',
          samples: events.length,
          inferences: events.length,
          roll: roll.digest(),
        },
      ],
    },
  );
};

const events = syntheticEvents({ devices: 1, perDevice: 200 });
const share = events.filter(({ label, truth }) => label === truth).length / 2;

test('the value itself is compared, on one device too and without inference', async () => {
  const met = await judgeOne(planned(events, `accuracy >= ${share} %`), events);
  expect(met).toMatchObject({ outcome: 'pass', n: 200, n_effective: null, sensitivity: [] });
  expect(met.result?.lower.value).toBeCloseTo(share, 9);
  expect(met.method).toBe(
    'complete population of 200 samples (digest-fixed stimuli): the value itself, without inference',
  );
  expect(met.sentence).toContain('over the complete population of 200 samples');
  const missed = await judgeOne(planned(events, `accuracy >= ${share + 0.1} %`), events);
  expect(missed.outcome).toBe('fail');
  expect(missed.reason).toBe('The complete population misses the limit');
});

test('the order of the events is nothing', async () => {
  const plan = planned(events, 'accuracy >= 50 %');
  expect((await judgeOne(plan, events.toReversed())).outcome).toBe('pass');
});

test.each([
  ['one too few', events.slice(1), '199 inferences in steady-state, and 200 are planned'],
  [
    'one again',
    [...events, { ...events[0]!, session: 'again' }],
    '201 inferences in steady-state, and 200 are planned',
  ],
  [
    'another in the place of one',
    [{ ...events[0]!, sample: 'other' }, ...events.slice(1)],
    'are not the planned ones, each once',
  ],
  [
    'one with another truth',
    [{ ...events[0]!, truth: 'cavitation' }, ...events.slice(1)],
    'are not the planned ones, each once',
  ],
  [
    'one on another device',
    [{ ...events[0]!, device: 'pump-09' }, ...events.slice(1)],
    'are not the planned ones, each once',
  ],
])('events with %s are no complete population', async (_, given, reason) => {
  for (const limit of ['accuracy >= 50 %', 'accuracy >= 99.9 %']) {
    const judged = await judgeOne(planned(events, limit), given);
    expect(judged.outcome).toBe('inconclusive');
    expect(judged.reason).toContain(reason);
  }
});

test('without a fixed list nothing is complete, and one class proves no accuracy', async () => {
  const loose = syntheticPlan({
    'ACC-1': { expect: 'accuracy >= 50 %', population: 'complete' },
  });
  expect((await judgeOne(loose, events)).reason).toContain('fixes no list');
  const normal = events.filter(({ truth }) => truth === 'normal');
  const judged = await judgeOne(planned(normal, 'accuracy >= 50 %'), normal);
  expect(judged).toMatchObject({ outcome: 'inconclusive' });
  expect(judged.reason).toContain('one class');
});

test('a quantile is the sample value itself, and a gap in the data is an error', async () => {
  const plan = planned(events, 'p95(latency) <= 30 ms');
  expect(await judgeOne(plan, events)).toMatchObject({ outcome: 'pass', n_effective: null });
  const gappy = events.map((event) => ({ ...event }));
  delete gappy[5]!.latency_us;
  expect((await judgeOne(plan, gappy)).outcome).toBe('error');
});
