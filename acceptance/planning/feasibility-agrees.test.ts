import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { labels, syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { planFeasibility } from './plan-feasibility.ts';

type Counts = Record<string, number>;

const count = (counts: Counts, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

const countsOf = (
  events: readonly TelemetryEvent[],
): Required<Pick<Plan['scenarios'][number], 'truths' | 'slices' | 'truth_slices'>> => {
  const truths: Counts = {};
  const slices: Counts = {};
  const byTruth: Record<string, Counts> = {};
  for (const { truth = '', tags = {} } of events) {
    count(truths, truth);
    for (const [tag, value] of Object.entries(tags)) {
      count(slices, `${tag}=${value}`);
      count((byTruth[truth] ??= {}), `${tag}=${value}`);
    }
  }
  return { truths, slices, truth_slices: byTruth };
};

/** What freezing a suite with these stimuli would have counted. */
const scenarioOf = (events: readonly TelemetryEvent[]): Plan['scenarios'][number] => {
  const cold = events.filter(({ start }) => start === 'cold').length;
  const different = [...new Map(events.map((event) => [event.sample, event])).values()];
  const distinct = { samples: different.length, ...countsOf(different) };
  const sizes = { samples: events.length, inferences: events.length };
  return { id: 'steady-state', ...sizes, cold, ...countsOf(events), distinct };
};

const claims: Parameters<typeof syntheticPlan>[0] = {
  A: 'accuracy >= 90 %',
  B: 'p95(latency) <= 60 ms',
  C: 'p95(cold-latency) <= 60 ms',
  D: { expect: 'recall(cavitation) >= 80 %', in_every: ['mounting'] },
  E: 'false-positive-rate <= 20 %',
  F: 'drop(accuracy) <= 2 points',
  G: { expect: 'gap(accuracy) <= 10 points', between: 'temperature' },
  H: 'macro-f1 >= 0.9',
  I: 'auc(cavitation) >= 0.9',
  J: { expect: 'p90(latency) <= 60 ms', sequential: 'confidence-sequence' },
  K: { expect: 'accuracy >= 100 %', population: 'complete' },
  L: 'every(latency) <= 60 ms',
  M: { expect: 'accuracy >= 90 %', in_every: ['temperature'] },
  N: 'accuracy >= 95 %',
  O: 'p99(latency) <= 60 ms',
};

/**
 * Where more may be called possible than is: the least macro-F1 has no closed form, an area proves
 * less at perfect order than next to it, and a complete population needs its list of samples.
 */
const generous = new Set(['H', 'I', 'K']);

const scored = (event: TelemetryEvent): TelemetryEvent => ({
  ...event,
  scores: labels.map((label) => (label === event.truth ? 0.97 : 0.01)),
});

/** Judges every claim on perfect events and compares with what was called possible beforehand. */
const expectAgreement = async (
  events: readonly TelemetryEvent[],
  more: Partial<Plan> = {},
): Promise<void> => {
  const baseline = { evidence_sha256: 'a'.repeat(64), events: 'x', build: 'float' };
  for (const [id, claim] of Object.entries(claims)) {
    const scenarios = [scenarioOf(events)];
    const given = { scenarios, baseline, labels: [...labels], ...more };
    const plan = syntheticPlan({ [id]: claim }, given);
    const judged = await judgeOne(plan, events, { baseline: events });
    const [feasible] = planFeasibility(plan);
    const told = `${id}: ${feasible?.sentence} ${judged.sentence}`;
    if (judged.outcome === 'pass') expect(feasible?.provable, told).toBe(true);
    else if (!generous.has(id)) expect(feasible?.provable, told).toBe(false);
  }
};

test.each([4, 8, 16, 24, 32, 60, 120, 240])(
  'nothing that a perfect pilot of five devices with %d windows passes is called impossible',
  (perDevice) => expectAgreement(syntheticEvents({ perDevice, accuracy: 1 }).map(scored)),
);

test.each([16, 32, 60, 120, 240])(
  'nor where all five devices are shown the same %d windows',
  (perDevice) =>
    expectAgreement(
      syntheticEvents({ perDevice, accuracy: 1 })
        .map(scored)
        .map((event) => ({ ...event, sample: event.sample!.replace(/^p\d+-/u, 'p-') })),
    ),
);

test.each([
  [20, 4],
  [20, 5],
  [60, 5],
  [120, 5],
  [240, 10],
  [300, 1],
  [1000, 1],
])('nor of these devices, each with %d windows in %d sessions', (perDevice, sessionsPerDevice) => {
  const sessions = new Set<string>();
  const events = syntheticEvents({ perDevice, sessionsPerDevice, accuracy: 1 })
    .map(scored)
    .map((event) => {
      const session = `${event.device} ${event.session}`;
      const start = sessions.has(session) ? ('warm' as const) : ('cold' as const);
      sessions.add(session);
      return { ...event, start };
    });
  return expectAgreement(events, { claim: 'these-devices' });
});
