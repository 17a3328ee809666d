import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const criteria = [
  'p95(latency) <= 60 ms',
  'p90(cold-latency) <= 60 ms',
  'accuracy >= 50 %',
  'recall(cavitation) >= 50 %',
  'false-positive-rate <= 50 %',
  'drop(accuracy) <= 20 points',
  'mean(energy-per-inference) <= 5 mJ',
  'energy-per-day <= 500 J',
  'battery-life >= 10 days',
  'data-per-day <= 8 kB',
  'stack-headroom >= 512 B',
] as const;

/** Nothing in these pilots is worse than any limit above, so only their gaps keep them from a pass. */
const good = (): TelemetryEvent[] => syntheticEvents({ accuracy: 1 });

const planFor = (expect: string): ReturnType<typeof syntheticPlan> =>
  syntheticPlan(
    { 'X-1': { expect, accept: 'modelled' } },
    { baseline: { evidence_sha256: 'a'.repeat(64), events: 'baseline.ndjson', build: 'float' } },
  );

const outcomeOf = async (criterion: string, events: TelemetryEvent[]): Promise<string> =>
  (await judgeOne(planFor(criterion), events, { baseline: good() })).outcome;

test.each(criteria)('%s passes on a good pilot', async (criterion) => {
  expect(await outcomeOf(criterion, good())).toBe('pass');
});

test.each(criteria)('%s is an error without any event', async (criterion) => {
  const judged = await judgeOne(planFor(criterion), []);
  expect(judged).toMatchObject({ outcome: 'error', n: 0 });
  expect(judged.sentence).toContain('could not be judged');
});

test.each(criteria)('%s is never decided by one event', async (criterion) => {
  const outcome = await outcomeOf(criterion, good().slice(0, 1));
  expect(['inconclusive', 'error']).toContain(outcome);
});

const fieldOf: Readonly<Record<string, keyof TelemetryEvent>> = {
  'p95(latency) <= 60 ms': 'latency_us',
  'mean(energy-per-inference) <= 5 mJ': 'energy_uJ',
  'energy-per-day <= 500 J': 'energy_uJ',
  'battery-life >= 10 days': 'energy_uJ',
  'data-per-day <= 8 kB': 'bytes_sent',
  'stack-headroom >= 512 B': 'stack_free',
};

const breakages: readonly (readonly [string, number])[] = [
  ['not a number', Number.NaN],
  ['infinite', Infinity],
  ['negative', -5],
];

test.each(
  Object.entries(fieldOf).flatMap(([criterion, field]) =>
    breakages.map(([kind, value]) => [criterion, kind, field, value] as const),
  ),
)('%s is an error when one value is %s', async (criterion, _, field, value) => {
  const events = good();
  events[7] = { ...events[7]!, [field]: value };
  expect(await outcomeOf(criterion, events)).toBe('error');
});

test.each(Object.entries(fieldOf))(
  '%s is an error when one event lacks the value',
  async (criterion, field) => {
    const events = good();
    delete events[7]![field];
    expect(await outcomeOf(criterion, events)).toBe('error');
  },
);

test.each(['accuracy >= 50 %', 'drop(accuracy) <= 20 points'])(
  '%s is inconclusive when every event is of one class',
  async (criterion) => {
    const events = good().map((event) => ({ ...event, truth: 'normal', label: 'normal' }));
    const judged = await judgeOne(planFor(criterion), events, { baseline: events });
    expect(judged.outcome).toBe('inconclusive');
    expect(judged.reason).toContain('one class');
  },
);

test('an answer that is missing where the truth is known is an error, not a trial less', async () => {
  const events = good();
  delete events[3]!.label;
  expect(await outcomeOf('accuracy >= 50 %', events)).toBe('error');
});

test('recall of a class that never occurred is an error', async () => {
  const events = good().filter(({ truth }) => truth !== 'cavitation');
  expect(await outcomeOf('recall(cavitation) >= 50 %', events)).toBe('error');
});

test('values that are all equal prove what they show', async () => {
  const events = syntheticEvents({ latency: () => 30_000 });
  const judged = await judgeOne(planFor('mean(energy-per-inference) <= 5 mJ'), events);
  expect(judged.outcome).toBe('pass');
  expect(judged.result?.upper.value).toBeCloseTo(0.9, 9);
});

test('a battery is an error without a profile, and so is a drop without a baseline', async () => {
  const plan = { ...planFor('battery-life >= 10 days'), profile: null };
  expect((await judgeOne(plan, good())).reason).toContain('profile');
  const alone = { ...planFor('drop(accuracy) <= 20 points'), baseline: null };
  expect((await judgeOne(alone, good())).reason).toContain('baseline');
});

test('a baseline that shares no sample is an error', async () => {
  const other = good().map((event) => ({ ...event, sample: `other-${event.sample}` }));
  const plan = planFor('drop(accuracy) <= 20 points');
  const judged = await judgeOne(plan, good(), { baseline: other });
  expect(judged).toMatchObject({ outcome: 'error', n: 0 });
});
