import { expect, test } from 'vitest';
import { judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents } from '../../fixtures/oracle/synthetic-pilot.ts';
import { everyCriterion, wholeEvents, wholePlan } from '../../fixtures/oracle/whole-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { AcceptanceRecord, Criterion } from '../../schemas/types/record.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const names = Object.keys(everyCriterion);
const good: readonly TelemetryEvent[] = wholeEvents();

const recordOf = (
  events: readonly TelemetryEvent[],
  baseline: readonly TelemetryEvent[] = good,
  plan: Plan = wholePlan(),
): Promise<AcceptanceRecord> => judgeSynthetic(plan, events, { baseline });

const one = async (
  name: string,
  events: readonly TelemetryEvent[],
  more: Partial<Plan> = {},
  baseline: readonly TelemetryEvent[] = good,
): Promise<Criterion> =>
  (await recordOf(events, baseline, { ...wholePlan([name]), ...more })).criteria[0]!;

test.each(['accuracy', 'drop', 'confident-accuracy', 'macro-f1', 'calibration', 'gap'])(
  '%s is inconclusive when every event is of one class',
  async (name) => {
    const events = good.map((event) => ({ ...event, truth: 'normal', label: 'normal' }));
    const { outcome, reason } = await one(name, events, {}, events);
    expect(outcome).toBe('inconclusive');
    expect(reason).toContain('one class');
  },
);

test.each(['recall', 'precision', 'auc'])(
  '%s of a class that never occurred is an error',
  async (name) => {
    const events = good.filter(({ truth }) => truth !== 'cavitation');
    expect((await one(name, events)).outcome).toBe('error');
  },
);

test('an event that came twice counts once', async () => {
  const [once, twice] = [await recordOf(good), await recordOf([...good, ...good.slice(0, 400)])];
  expect(twice.criteria).toEqual(once.criteria);
  expect(twice.tested.counts.duplicates).toBe(400);
});

test('two different events under one number are an error in whatever they bear on', async () => {
  const others = good.slice(0, 24).map((event) => ({ ...event, sample: 'another' }));
  const { criteria } = await recordOf([...good, ...others]);
  expect(criteria.filter(({ outcome }) => outcome !== 'error')).toEqual([]);
  for (const { reason } of criteria) expect(reason).toContain('carry the same number');
});

test('devices of the plan that sent nothing are not counted', async () => {
  const plan = wholePlan();
  const silent = { ...plan.devices[0]!, id: 'pump-99' };
  const { criteria } = await recordOf(good, good, { ...plan, devices: [...plan.devices, silent] });
  for (const { clusters } of criteria) expect(clusters.devices).toBe(5);
});

test('values that are all equal prove what they show', async () => {
  const events = syntheticEvents({ latency: () => 30_000 });
  const mean = await one('mean', events);
  expect(mean.outcome).toBe('pass');
  expect(mean.result?.upper.value).toBeCloseTo(0.9, 9);
  const quantile = await one('quantile', events);
  expect(quantile).toMatchObject({ outcome: 'pass', icc: null });
  expect(quantile.result?.upper.value).toBe(30);
});

test('scores that are all equal are worth a coin and prove nothing', async () => {
  const criterion = await one(
    'auc',
    good.map((event) => ({ ...event, scores: [1, 1, 1, 1] })),
  );
  expect(criterion.outcome).not.toBe('pass');
  expect(criterion.result?.estimate.value).toBe(0.5);
});

test('a battery is an error without a profile, and so is a drop without a baseline', async () => {
  expect((await one('battery-life', good, { profile: null })).reason).toContain('profile');
  expect((await one('drop', good, { baseline: null })).reason).toContain('baseline');
});

test('a baseline that shares no sample is an error', async () => {
  const other = good.map((event) => ({ ...event, sample: `other-${event.sample}` }));
  expect(await one('drop', good, {}, other)).toMatchObject({ outcome: 'error', n: 0 });
});

/** Every number and text of a document, with the place it stands at. */
const leavesOf = (value: unknown, place = ''): [string, string | number][] => {
  if (typeof value === 'number' || typeof value === 'string') return [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, own]) => leavesOf(own, `${place}/${key}`));
};

/** What no reader can make sense of. */
const isOdd = (leaf: string | number): boolean =>
  typeof leaf === 'number'
    ? !Number.isFinite(leaf)
    : /NaN|Infinity|\de[+-]\d|undefined/u.test(leaf);

const HUGE = Number.MAX_SAFE_INTEGER;

const messes: Readonly<
  Record<string, (event: TelemetryEvent, i: number) => Partial<TelemetryEvent>>
> = {
  'answers that are all wrong': () => ({ label: 'confused' }),
  'no time': () => ({ time_us: 0 }),
  'time that runs backwards': ({ time_us: time }) => ({ time_us: 1e9 - time }),
  'times that are no numbers': (_, i) => (i % 7 ? {} : { time_us: Number.NaN }),
  'times without end': (_, i) => (i % 7 ? {} : { time_us: Infinity }),
  'values that are no numbers': () => ({ latency_us: Number.NaN, energy_uJ: Infinity }),
  'values of zero': () => ({ latency_us: 0, energy_uJ: 0, bytes_sent: 0, stack_free: 0 }),
  'values as large as they get': () => ({ latency_us: HUGE, energy_uJ: HUGE, bytes_sent: HUGE }),
};

test.each(Object.keys(messes))('the record of %s holds nothing odd', async (name) => {
  const record = await recordOf(good.map((event, i) => ({ ...event, ...messes[name]!(event, i) })));
  expect(leavesOf(record).filter(([, leaf]) => isOdd(leaf))).toEqual([]);
  expect(record.criteria).toHaveLength(names.length);
});

test.each([0, 1, 2, 480])('the record of %i events holds nothing odd', async (n) => {
  const record = await recordOf(good.slice(0, n));
  expect(leavesOf(record).filter(([, leaf]) => isOdd(leaf))).toEqual([]);
  expect(record.criteria.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
});
