import { expect, test } from 'vitest';
import {
  syntheticEvents,
  syntheticEvidence,
  syntheticPlan,
  type PilotOptions,
} from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Comparison } from '../../schemas/types/comparison.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { aggregate } from '../aggregate.ts';
import { comparisonPlan, profileOfBaseline } from './comparable.ts';
import { buildComparison } from './comparison.ts';

interface Side {
  readonly plan: Plan;
  readonly events: readonly TelemetryEvent[];
  readonly evidence?: Evidence;
}

const compare = async (baseline: Side, candidate: Side): Promise<Comparison> => {
  const [old, own] = [baseline, candidate].map((side) => side.evidence ?? syntheticEvidence());
  const profile = profileOfBaseline(candidate.plan, baseline.plan);
  return buildComparison({
    tool: { name: 'pilotlight', version: '0.1.0' },
    baseline: { plan: baseline.plan, evidence: old! },
    candidate: { plan: candidate.plan, evidence: own! },
    aggregate: await aggregate({
      plan: comparisonPlan(candidate.plan, baseline.plan),
      power: own!.power,
      events: candidate.events,
      baseline: baseline.events,
      baselineArm: { builds: old!.builds, power: old!.power, profile },
    }),
  });
};

const run = (
  criteria: Parameters<typeof syntheticPlan>[0],
  options: PilotOptions,
  more: Partial<Plan> = {},
): Side => ({ plan: syntheticPlan(criteria, more), events: syntheticEvents(options) });

/** Verdicts by criterion. */
const verdicts = ({ criteria }: Comparison): Record<string, string> =>
  Object.fromEntries(criteria.map(({ id, verdict }) => [id, verdict]));

const asked = {
  'LAT-1': 'p95(latency) <= 60 ms',
  'ACC-1': 'accuracy >= 85 %',
  'ENE-1': { expect: 'mean(energy-per-inference) <= 2 mJ', accept: 'modelled' as const },
  'MEM-1': 'flash <= 64 KiB',
};

test('what got better, what worse and what is not proven, each by its own direction', async () => {
  const base = run(asked, { accuracy: 0.99, latency: (random) => 30_000 + random() * 3000 });
  const cand = run(asked, { accuracy: 0.9, latency: (random) => 24_000 + random() * 3000 });
  const comparison = await compare(base, cand);
  expect(verdicts(comparison)).toEqual({
    'LAT-1': 'better',
    'ACC-1': 'worse',
    'ENE-1': 'better',
    'MEM-1': 'no-proof',
  });
  expect(comparison.summary).toMatchObject({ better: ['LAT-1', 'ENE-1'], exit_code: 1 });
  const [latency, accuracy] = comparison.criteria;
  expect(latency).toMatchObject({ paired: true, difference: { unit: 'ms' } });
  expect(latency!.difference!.upper).toBeLessThan(-5);
  expect(accuracy).toMatchObject({ paired: true, difference: { unit: 'points' } });
  expect(accuracy!.sentence).toMatch(/went from 98.9 % to .* lower in a fleet/u);
});

test('a run is never proven to differ from itself, nor to equal itself', async () => {
  const same = run(asked, {});
  const comparison = await compare(same, same);
  expect(new Set(Object.values(verdicts(comparison)))).toEqual(new Set(['no-proof']));
  expect(comparison.summary.exit_code).toBe(0);
  expect(comparison.differences).toEqual([]);
  expect(comparison.criteria[1]?.sentence).toContain('nor that they are equal');
});

test('a bad minority is worse although most became faster', async () => {
  const median = { 'LAT-1': 'median(latency) <= 60 ms' };
  const base = run(median, { perDevice: 600, latency: (random) => 24_000 + random() * 3000 });
  const cand = run(median, {
    perDevice: 600,
    latency: (random) => (random() < 0.2 ? 2_400_000 : 20_000 + random() * 3000),
  });
  const [only] = (await compare(base, cand)).criteria;
  // The median by itself is proven better, and a rank test agrees.
  expect(only!.difference!.upper).toBeLessThan(-1);
  expect(only!.display[0]!.value).toBeLessThan(0);
  expect(only!.beyond!.difference.lower).toBeGreaterThan(5);
  expect(only).toMatchObject({ verdict: 'worse' });
  expect(only!.sentence).toMatch(/0 % of the events missed the limit before and 2.* % now/u);
  expect(only!.sentence).not.toContain('ms lower');
});

test('too few devices, weak or mixed evidence and a run cut short prove nothing', async () => {
  const base = run(asked, { latency: () => 30_000 });
  const cand = run(asked, { latency: (random) => 24_000 + random() * 100 });
  const few = { ...cand, events: cand.events.filter(({ device }) => device !== 'pump-01') };
  const narrow = await compare(base, few);
  expect(narrow.criteria[0]).toMatchObject({ verdict: 'no-proof' });
  expect(narrow.criteria[0]?.reason).toContain('candidate: a claim about a fleet');
  const strict = { 'LAT-1': { expect: asked['LAT-1'], accept: 'hardware' as const } };
  const weak = await compare(base, { ...cand, plan: syntheticPlan(strict) });
  expect(weak.criteria[0]?.reason).toContain('accepts hardware only');
  const evidence = syntheticEvidence({ outcome: 'interrupted' });
  const short = await compare(base, { ...cand, evidence });
  expect(short.criteria[0]?.reason).toContain('was interrupted');
  expect(short.criteria[3]?.reason).toBeUndefined();
});

test('different samples are compared without pairs, and unlike truths not at all', async () => {
  const base = run(asked, { accuracy: 0.99, perDevice: 400 });
  const renamed = base.events.map((event) => ({ ...event, sample: `b-${event.sample}` }));
  const cand = run(asked, { accuracy: 0.6, perDevice: 400 });
  const apart = await compare({ ...base, events: renamed }, cand);
  expect(apart.criteria[1]).toMatchObject({ paired: false, verdict: 'worse' });
  const relabelled = base.events.map((event, i) => (i < 3 ? { ...event, truth: 'x' } : event));
  const unlike = await compare({ ...base, events: relabelled }, cand);
  expect(unlike.criteria[1]).toMatchObject({ verdict: 'error' });
});

test('a drop is compared as its share, a gap not at all, and what differs is named', async () => {
  const criteria = {
    'CMP-1': 'drop(accuracy) <= 2 points',
    'FAIR-1': { expect: 'gap(accuracy) <= 5 points', between: 'mounting' },
    'LAT-1': 'p95(latency) <= 70 ms',
  };
  const base = run(asked, { accuracy: 0.9 }, { scenarios: [] });
  const comparison = await compare(base, run(criteria, { accuracy: 1 }));
  expect(comparison.criteria[0]).toMatchObject({ metric: 'accuracy', title: 'Accuracy' });
  expect(verdicts(comparison)).toMatchObject({ 'CMP-1': 'better', 'FAIR-1': 'error' });
  expect(comparison.differences).toContain(
    'LAT-1: p95(latency) <= 60 ms in the baseline, p95(latency) <= 70 ms in the candidate.',
  );
});

test('sessions of the same devices are compared where the claim is about these devices', async () => {
  const scope = { claim: 'these-devices' as const, at_least: 1 };
  const options = { devices: 1, sessionsPerDevice: 8, perDevice: 800 };
  const base = run(
    { 'LAT-1': asked['LAT-1'] },
    { ...options, latency: (r) => 30_000 + r() },
    scope,
  );
  const cand = run(
    { 'LAT-1': asked['LAT-1'] },
    { ...options, latency: (r) => 24_000 + r() },
    scope,
  );
  expect((await compare(base, cand)).criteria[0]).toMatchObject({
    verdict: 'better',
    paired: false,
  });
  const other = base.events.map((event) => ({ ...event, device: 'pump-77' }));
  const unlike = await compare({ ...base, events: other }, cand);
  expect(unlike.criteria[0]?.reason).toContain('the runs are of others');
});

test('on these devices each run keeps its own duty cycle', async () => {
  const scope = { claim: 'these-devices' as const, at_least: 1 };
  const criteria = { 'BAT-1': { expect: 'battery-life >= 1 years', accept: 'modelled' as const } };
  const cand = run(criteria, { sessionsPerDevice: 8, perDevice: 160 }, scope);
  const profile = { ...cand.plan.profile!, id: 'large-cell', battery_J: 600_000 };
  const base = { ...cand, plan: { ...cand.plan, profile } };
  const [life] = (await compare(base, cand)).criteria;
  const change = life!.candidate.value! - life!.baseline.value!;
  expect(change).toBeLessThan(-1);
  expect(life!.difference!.estimate! / change).toBeCloseTo(1, 2);
  expect(life).toMatchObject({ verdict: 'worse' });
});

test('the parts of one session are no sessions of these devices', async () => {
  const scope = { claim: 'these-devices' as const, at_least: 1 };
  const options = { devices: 1, sessionsPerDevice: 1, perDevice: 800 };
  const criteria = { 'LAT-1': asked['LAT-1'] };
  const base = run(criteria, { ...options, latency: (r) => 30_000 + r() }, scope);
  const cand = run(criteria, { ...options, latency: (r) => 24_000 + r() }, scope);
  const [only] = (await compare(base, cand)).criteria;
  expect(only).toMatchObject({ verdict: 'no-proof' });
  expect(only!.reason).toContain('baseline: a claim of this kind about these devices needs');
});

test('an event that came twice leaves the pairs as they are, with a truth or without', async () => {
  const plan = syntheticPlan({ 'COV-1': 'coverage >= 50 %' }, { confidence_threshold: 0.7 });
  const events = syntheticEvents().map(({ truth: _truth, ...event }, i) => ({
    ...event,
    confidence: i % 3 === 0 ? 0.5 : 0.9,
  }));
  const once = { plan, events };
  const twice = { plan, events: [...events.slice(0, 7), events[6]!, ...events.slice(7)] };
  const [only] = (await compare(once, once)).criteria;
  expect(only).toMatchObject({ paired: true });
  expect((await compare(once, twice)).criteria[0]).toEqual(only);
  expect((await compare(twice, once)).criteria[0]).toEqual(only);
});

test('the worst event of each run is shown, and proves nothing by itself', async () => {
  const criteria = { 'LAT-1': 'every(latency) <= 60 ms' };
  const base = run(criteria, { latency: (random) => 30_000 + random() * 1000 });
  const cand = run(criteria, { latency: (random) => 24_000 + random() * 1000 });
  const [faster] = (await compare(base, cand)).criteria;
  expect(faster).toMatchObject({ verdict: 'no-proof', difference: { lower: null, upper: null } });
  expect(faster!.baseline.value).toBeCloseTo(31, 1);
  expect(faster!.candidate.value).toBeCloseTo(25, 1);
  expect(faster!.sentence).toMatch(/went from 31 ms to 25 ms; .* neither better nor worse/u);
  const late = run(criteria, { latency: (random) => (random() < 0.3 ? 70_000 : 24_000) });
  const [worse] = (await compare(base, late)).criteria;
  expect(worse).toMatchObject({ verdict: 'worse' });
  expect(worse!.sentence).toContain('of the events missed the limit before');
});

test('a metric that this version does not know is an error of its own', async () => {
  const side = run(asked, {});
  const criteria = side.plan.criteria.map((one) => ({ ...one, metric: 'charm' }));
  const unknown = { ...side, plan: { ...side.plan, criteria } };
  await expect(compare(side, unknown)).rejects.toMatchObject({ code: 'METRIC_UNKNOWN' });
});

test('nothing that could be compared is its own exit code', async () => {
  const empty: Side = { plan: syntheticPlan({ 'LAT-1': asked['LAT-1'] }), events: [] };
  const comparison = await compare(empty, run({ 'LAT-1': asked['LAT-1'] }, {}));
  expect(comparison.summary).toMatchObject({ error: ['LAT-1'], exit_code: 3 });
});
