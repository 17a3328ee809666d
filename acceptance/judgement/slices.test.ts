import { expect, test } from 'vitest';
import { judgeOne, judgeSynthetic } from '../../fixtures/oracle/judge-synthetic.ts';
import { syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

const plan = syntheticPlan({
  'ACC-1': { expect: 'accuracy >= 80 %', in_every: ['temperature', 'mounting'] },
});

/** The share of wrong answers given in the cold; all others are right. */
const wrongInTheCold = (share: number): TelemetryEvent[] => {
  let cold = 0;
  return syntheticEvents({ accuracy: 1 }).map((event) => {
    if (event.tags?.['temperature'] !== 'cold') return event;
    cold += 1;
    return (cold * share) % 1 < share ? { ...event, label: 'confused' } : event;
  });
};

test('every value of every listed tag is a slice, in the order of the tags', async () => {
  const judged = await judgeOne(plan, syntheticEvents({ accuracy: 1 }));
  const names = judged.slices.map(({ tag, value }) => `${tag} ${value}`);
  expect(names).toEqual([
    'temperature cold',
    'temperature hot',
    'temperature mild',
    'mounting magnet',
    'mounting stud',
  ]);
  expect(judged.outcome).toBe('pass');
  expect(judged.sentence).toContain('Proven in 5 of 5 conditions');
});

test('a condition that is proven bad fails the criterion though the whole is good', async () => {
  const judged = await judgeOne(plan, wrongInTheCold(0.5));
  expect(judged.result?.lower.value).toBeGreaterThan(70);
  expect(judged.slices[0]).toMatchObject({ value: 'cold', outcome: 'fail' });
  expect(judged.outcome).toBe('fail');
  expect(judged.reason).toContain('temperature cold');
});

test('a condition that is neither proven good nor bad leaves the criterion open', async () => {
  const judged = await judgeOne(plan, wrongInTheCold(0.2));
  expect(judged.slices[0]!.outcome).toBe('inconclusive');
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.reason).toContain('Not proven in 1 of 5 conditions: temperature cold');
});

test('a bad slice fails only if it would after the adjustment for many', async () => {
  const judged = await judgeOne(plan, wrongInTheCold(0.5));
  const [cold] = judged.slices;
  expect(cold?.p_holm).toBeLessThan(0.05);
  expect(cold?.p_holm).toBeGreaterThan(0);
  expect(judged.slices.slice(1).every(({ p_holm: p }) => p === 1)).toBe(true);
});

test('a condition that was planned and never came is listed as not proven', async () => {
  const planned = {
    ...plan,
    scenarios: [
      {
        id: 'steady-state',
        samples: 1200,
        inferences: 1200,
        slices: { 'temperature=cold': 400, 'temperature=arctic': 40, 'load=full': 10 },
      },
    ],
  };
  const judged = await judgeOne(planned, syntheticEvents({ accuracy: 1 }));
  expect(judged.slices).toHaveLength(6);
  expect(judged.slices[0]).toMatchObject({ value: 'arctic', outcome: 'inconclusive', n: 0 });
  expect(judged.outcome).toBe('inconclusive');
});

test('a tag that no event carries is an error, and events without it are a finding', async () => {
  const bare = syntheticEvents();
  for (const event of bare) delete event.tags;
  expect(await judgeOne(plan, bare)).toMatchObject({ outcome: 'error' });
  const some = syntheticEvents({ accuracy: 1 });
  some[4] = { ...some[4]!, tags: { mounting: 'stud' } };
  const { findings, criteria } = await judgeSynthetic(plan, some);
  expect(criteria[0]).toMatchObject({ outcome: 'inconclusive' });
  expect(criteria[0]!.reason).toContain('1 event lacks the tag temperature');
  expect(criteria[0]!.sentence).toContain('Proven in 0 of 5 conditions');
  expect(findings).toEqual([
    expect.objectContaining({ code: 'EVENTS_UNTAGGED', severity: 'warning' }),
  ]);
});

test('a condition in which only other classes were seen is listed as not proven', async () => {
  const recall = syntheticPlan({
    'ACC-2': { expect: 'recall(cavitation) >= 60 %', in_every: ['temperature'] },
  });
  const events = syntheticEvents({ accuracy: 1 }).map((event) =>
    event.truth !== 'cavitation' && event.seq % 12 === 1
      ? { ...event, tags: { ...event.tags, temperature: 'arctic' } }
      : event,
  );
  const judged = await judgeOne(recall, events);
  expect(judged.slices[0]).toMatchObject({ value: 'arctic', outcome: 'inconclusive', n: 0 });
  expect(judged.outcome).toBe('inconclusive');
});

test('a tag that one criterion asks for is nothing to another about the same metric', async () => {
  const both = syntheticPlan({
    'ACC-1': 'accuracy >= 80 %',
    'ACC-2': { expect: 'accuracy >= 80 %', in_every: ['altitude'] },
  });
  const { criteria } = await judgeSynthetic(both, syntheticEvents({ accuracy: 1 }));
  expect(criteria.map(({ outcome }) => outcome)).toEqual(['pass', 'error']);
});

test('a condition on fewer than five devices is not proven for a fleet', async () => {
  const events = syntheticEvents({ accuracy: 1 }).map((event) =>
    event.device === 'pump-01'
      ? { ...event, tags: { temperature: 'hot', mounting: 'glue' } }
      : event,
  );
  const judged = await judgeOne(plan, events);
  expect(judged.slices.find(({ value }) => value === 'glue')).toMatchObject({
    outcome: 'inconclusive',
  });
});

const combined = syntheticPlan({
  'ACC-1': { expect: 'accuracy >= 60 %', in_every: ['temperature × mounting'] },
});

test('a combination of tags has a slice for each pair that occurs', async () => {
  const judged = await judgeOne(combined, syntheticEvents({ accuracy: 1 }));
  expect(judged.slices.map(({ tag, value }) => [tag, value])).toEqual(
    [
      'cold × magnet',
      'cold × stud',
      'hot × magnet',
      'hot × stud',
      'mild × magnet',
      'mild × stud',
    ].map((value) => ['temperature × mounting', value]),
  );
  expect(judged.outcome).toBe('pass');
  expect(judged.slices.reduce((sum, { n }) => sum + n, 0)).toBe(judged.n);
});

test('a planned combination that never came is not proven, its tags alone are no matter', async () => {
  const scenario = { id: 'steady-state', samples: 1200, inferences: 1200 };
  const slices = {
    'temperature=arctic': 40,
    'temperature × mounting=arctic × stud': 40,
    'temperature × mounting=cold × stud': 200,
  };
  const planned = { ...combined, scenarios: [{ ...scenario, slices }] };
  const judged = await judgeOne(planned, syntheticEvents({ accuracy: 1 }));
  expect(judged.slices.map(({ value }) => value).slice(0, 2)).toEqual([
    'arctic × stud',
    'cold × magnet',
  ]);
  expect(judged.slices[0]).toMatchObject({ outcome: 'inconclusive', n: 0 });
  expect(judged.reason).toContain('temperature × mounting arctic × stud');
});

test('an event that lacks one of the tags belongs to no combination', async () => {
  const events = syntheticEvents({ accuracy: 1 });
  events[0] = { ...events[0]!, tags: { temperature: 'cold' } };
  const judged = await judgeOne(combined, events);
  expect(judged.outcome).toBe('inconclusive');
  expect(judged.reason).toContain('1 event lacks the tag temperature × mounting');
});

const each = syntheticPlan({ 'ACC-1': { expect: 'accuracy >= 80 %', in_every: ['device'] } });

test('each device by itself rests on its own sessions or blocks, in a fleet too', async () => {
  const judged = await judgeOne(each, syntheticEvents({ accuracy: 1, perDevice: 250 }));
  expect(judged).toMatchObject({ outcome: 'pass', clusters: { unit: 'device' } });
  expect(judged.slices.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5].map((n) => `pump-0${n}`));
  expect(judged.slices[0]!.sentence).toMatch(
    /^device pump-01: Accuracy was 100 %.* in this device/u,
  );
  const short = await judgeOne(each, syntheticEvents({ accuracy: 1, perDevice: 240 }));
  expect(short).toMatchObject({ outcome: 'inconclusive' });
  expect(short.slices[0]!.sentence).toContain('at least 5 sessions of each, or 10 blocks');
});

test('one bad device fails by itself, and one that was planned and silent is not proven', async () => {
  const events = syntheticEvents({ accuracy: 1, perDevice: 250 });
  const bad = events.map((event) =>
    event.device === 'pump-03' && event.seq % 2 === 0 ? { ...event, label: 'confused' } : event,
  );
  const judged = await judgeOne(each, bad);
  expect(judged.outcome).toBe('fail');
  expect(judged.reason).toContain('device pump-03');
  const silent = await judgeOne(
    each,
    events.filter(({ device }) => device !== 'pump-05'),
  );
  expect(silent.slices[4]).toMatchObject({ value: 'pump-05', n: 0, outcome: 'inconclusive' });
});
