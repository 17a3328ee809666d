import { expect, test } from 'vitest';
import { judgeOne, judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import { parseCriterion } from '../criterion/parse.ts';

const golden = { evidence_sha256: 'a'.repeat(64), events: 'baseline.ndjson', build: 'float' };

/** A plan with one criterion that limits a change. */
const against = (expectation: string, more: Partial<Criterion> = {}): Plan => {
  const plan = syntheticPlan({}, { baseline: golden });
  const criterion: Criterion = {
    id: 'CHG-1',
    ...parseCriterion(expectation, undefined, { change: true }),
    in_every: [],
    covers: [],
    accept: 'emulated',
    required: true,
    against: 'baseline',
    ...more,
  };
  return { ...plan, criteria: [criterion] };
};

const slower = (us: number) =>
  syntheticEvents({
    latency: (random, device) => 24_000 + us + 100 * device + random() * 6000,
    seed: 7,
  });

test('a slowdown within the margin passes, one beyond it fails, in the unit of the limit', async () => {
  const plan = against('p95(latency) <= +5 ms');
  const baseline = slower(0);
  const passed = await judgeOne(plan, slower(1000), { baseline });
  expect(passed).toMatchObject({
    outcome: 'pass',
    title: 'Change of Latency (p95) against the baseline',
  });
  expect(passed.result?.estimate.value).toBeCloseTo(1, 1);
  expect(passed.result?.estimate.unit).toBe('ms');
  expect(passed.sentence).toContain('at most');
  const failed = await judgeOne(plan, slower(9000), { baseline });
  expect(failed).toMatchObject({ outcome: 'fail' });
  expect(failed.devices?.map(({ met }) => met)).toEqual([false, false, false, false, false]);
});

test('a share changes by points, on pairs where every sample has its partner', async () => {
  const plan = against('accuracy >= -2 points');
  const baseline = syntheticEvents({ accuracy: 1 });
  const same = await judgeOne(plan, baseline, { baseline });
  expect(same).toMatchObject({ outcome: 'pass', n: 1200 });
  expect(same.method).toContain('Tango');
  // The mirror image of the drop: 353.98 effective pairs without a difference.
  expect(same.result?.lower).toMatchObject({ unit: 'points' });
  expect(same.result?.lower.value).toBeCloseTo(-0.7585, 3);
  const others = baseline.map((event) => ({ ...event, sample: `other-${event.sample}` }));
  const unpaired = await judgeOne(plan, others, { baseline });
  expect(unpaired.method).toContain('Newcombe');
  expect(unpaired.outcome).toBe('inconclusive');
  const worse = await judgeOne(plan, syntheticEvents({ accuracy: 0.8 }), { baseline });
  expect(worse.outcome).toBe('fail');
});

test('a change needs a baseline, five devices and evidence of one origin', async () => {
  const plan = against('accuracy >= -2 points');
  const events = syntheticEvents({ accuracy: 1 });
  const without = await judgeOne({ ...plan, baseline: null }, events);
  expect(without).toMatchObject({ outcome: 'error' });
  expect(without.reason).toContain('no baseline');
  const four = events.filter(({ device }) => device !== 'pump-05');
  const few = await judgeOne(plan, events, { baseline: four });
  expect(few).toMatchObject({ outcome: 'inconclusive' });
  expect(few.reason).toContain('baseline: a claim about a fleet needs at least 5 devices');
  const real = events.map((event) => ({ ...event, origin: 'hardware' as const }));
  const mixed = await judgeOne(plan, events, { baseline: real });
  expect(mixed.reason).toContain('a difference may be due to that');
});

test('a baseline weaker than what is accepted proves nothing, in the words of every verdict', async () => {
  const events = syntheticEvents({ accuracy: 1 });
  const reasonAt = async (accept: Plan['accept'], origin: Plan['accept']): Promise<string> => {
    const run = events.map((event) => ({ ...event, origin }));
    const judged = await judgeOne(against('accuracy >= -2 points', { accept }), run, {
      baseline: run,
    });
    expect(judged.outcome).toBe('inconclusive');
    return judged.reason ?? '';
  };
  expect(await reasonAt('hardware', 'emulated')).toMatch(/accepts hardware only$/u);
  expect(await reasonAt('emulated', 'modelled')).toMatch(/accepts emulated at the weakest$/u);
});

test('where every event counts, the worst of each run is what is compared', async () => {
  const plan = against('every(latency) <= +5 ms');
  const baseline = slower(0);
  const passed = await judgeOne(plan, slower(1000), { baseline });
  expect(passed.outcome).toBe('pass');
  expect(passed.result?.estimate.value).toBeCloseTo(1, 6);
  expect((await judgeOne(plan, slower(9000), { baseline })).outcome).toBe('fail');
});

test('another truth for a sample is no comparison, and a gap on either side leaves it open', async () => {
  const plan = against('accuracy >= -2 points');
  const events = syntheticEvents({ accuracy: 1 });
  const relabelled = events.map((event, i) => (i === 3 ? { ...event, truth: 'normal' } : event));
  const other = await judgeOne(plan, events, { baseline: relabelled });
  expect(other).toMatchObject({ outcome: 'error' });
  expect(other.reason).toContain('another truth');
  const unlabelled = events.map(({ truth, ...event }, i) =>
    i % 100 === 0 ? event : { ...event, truth: truth! },
  );
  const open = await judgeOne(plan, events, { baseline: unlabelled });
  expect(open).toMatchObject({ outcome: 'inconclusive' });
  expect(open.reason).toContain('carry no truth');
  expect((await judgeOne(plan, events, { baseline: [] })).outcome).toBe('error');
  expect((await judgeOne(plan, [], { baseline: events })).outcome).toBe('error');
});

test('a change has no conditions, and no limit line in the chart of latency', async () => {
  const sliced = await judgeOne(against('accuracy >= -2 points', { in_every: ['mounting'] }), []);
  expect(sliced).toMatchObject({ outcome: 'error' });
  const plan = against('p95(latency) <= 5 ms');
  const events = syntheticEvents();
  const { series } = await judgeSynthetic(plan, events, { baseline: events });
  expect(series.latency[0]?.limits).toEqual([]);
});
