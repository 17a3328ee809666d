import { expect, test } from 'vitest';
import { syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Feasibility } from '../../schemas/types/requirements.ts';
import { planFeasibility } from './plan-feasibility.ts';

const only = (
  written: Parameters<typeof syntheticPlan>[0][string],
  more: Parameters<typeof syntheticPlan>[1] = {},
): Feasibility => planFeasibility(syntheticPlan({ 'X-1': written }, more))[0]!;

test('a p99 for a fleet needs 15 boards, however many events', () => {
  const p99 = only('p99(latency) <= 60 ms');
  expect(p99).toMatchObject({ provable: false, eventsNeeded: null, clustersNeeded: 15 });
  expect(p99.sentence).toContain('needs 15 devices; 5 devices prove at most 97');
});

test('too few windows are named with how many it takes', () => {
  const few = only('p95(latency) <= 60 ms', {
    scenarios: [{ id: 'steady-state', samples: 50, inferences: 50, cold: 5 }],
  });
  expect(few).toMatchObject({ provable: false, events: 45 });
  // Each of five devices adds m / (1 + (m - 1) 0.05) events: 28 come to 59.6, 27 to 58.7 of 59.
  expect(few.eventsNeeded).toBe(140);
  expect(only('p95(latency) <= 60 ms').provable).toBe(true);
});

test('recall counts the windows of its class, in its rarest condition', () => {
  const scenarios = [
    {
      id: 'steady-state',
      samples: 1200,
      inferences: 1200,
      cold: 5,
      truths: { cavitation: 200 },
      slices: { 'temperature=cold': 60, 'temperature=mild': 1140 },
      truth_slices: { cavitation: { 'temperature=cold': 10, 'temperature=mild': 190 } },
    },
  ];
  expect(only('recall(cavitation) >= 80 %', { scenarios }).provable).toBe(true);
  const sliced = only(
    { expect: 'recall(cavitation) >= 80 %', in_every: ['temperature'] },
    { scenarios },
  );
  expect(sliced).toMatchObject({ provable: false, events: 10 });
  expect(sliced.sentence).toContain('in temperature cold');
});

test('a drop names the pairs that even two equal builds would need', () => {
  const baseline = { evidence_sha256: 'a'.repeat(64), events: 'x', build: 'float' };
  const scenarios = [{ id: 'steady-state', samples: 100, inferences: 100 }];
  const few = only('drop(accuracy) <= 2 points', { baseline, scenarios });
  // 133 independent pairs; on five devices 36 of each, 36 / (1 + 35 x 0.01) = 26.7 of 26.6.
  expect(few).toMatchObject({ provable: false, eventsNeeded: 180 });
  expect(only('drop(accuracy) <= 2 points', { baseline }).provable).toBe(true);
  const tight = only('drop(accuracy) <= 0.2 points', { baseline });
  expect(tight).toMatchObject({ provable: false, eventsNeeded: null, clustersNeeded: 14 });
  expect(only('drop(accuracy) <= 0 points', { baseline }).provable).toBe(false);
  expect(only('drop(accuracy) <= -2 points', { baseline }).provable).toBe(true);
  expect(only('drop(accuracy) <= 2 points').sentence).toContain('no baseline');
});

test('what the evidence cannot be strong enough for is said before anything runs', () => {
  const hardware = only({ expect: 'accuracy >= 85 %', accept: 'hardware' });
  expect(hardware).toMatchObject({ provable: false });
  expect(hardware.sentence).toContain('pump-01 is emulated');
  expect(only('battery-life >= 365 days').sentence).toContain('modelled');
  expect(only({ expect: 'battery-life >= 365 days', accept: 'modelled' }).provable).toBe(true);
  const bare = only({ expect: 'battery-life >= 365 days', accept: 'modelled' }, { profile: null });
  expect(bare.sentence).toContain('no profile');
});

test('three devices cannot prove a fleet, and a fact needs only the build', () => {
  const devices = syntheticPlan({}).devices.slice(0, 3);
  expect(only('accuracy >= 50 %', { devices, at_least: 3 })).toMatchObject({ provable: false });
  expect(only('flash <= 64 KiB', { devices }).provable).toBe(true);
  expect(only('flash <= 64 KiB', { candidate: null }).provable).toBe(false);
});

test('certainty is never provable, and nothing is always', () => {
  expect(only('accuracy >= 100 %')).toMatchObject({ provable: false, clustersNeeded: null });
  expect(only('false-positive-rate <= 0 %').provable).toBe(false);
  expect(only('accuracy >= 0 %').provable).toBe(true);
});
