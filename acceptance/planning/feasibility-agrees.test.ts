import { expect, test } from 'vitest';
import { judgeOne } from '../../fixtures/oracle/judge-synthetic.ts';
import { labels, syntheticEvents, syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { planFeasibility } from '../planning.ts';

/** What freezing a suite with these stimuli would have counted. */
const scenarioOf = (events: readonly TelemetryEvent[]): Plan['scenarios'][number] => {
  const cold = events.filter(({ start }) => start === 'cold').length;
  const truths: Record<string, number> = {};
  const slices: Record<string, number> = {};
  const byTruth: Record<string, Record<string, number>> = {};
  for (const { truth = '', tags = {} } of events) {
    truths[truth] = (truths[truth] ?? 0) + 1;
    const own = (byTruth[truth] ??= {});
    for (const [tag, value] of Object.entries(tags)) {
      const key = `${tag}=${value}`;
      slices[key] = (slices[key] ?? 0) + 1;
      own[key] = (own[key] ?? 0) + 1;
    }
  }
  const samples = events.length;
  const distinct = { samples, truths, slices, truth_slices: byTruth };
  const counts = { truths, slices, truth_slices: byTruth, distinct };
  return { id: 'steady-state', samples, inferences: samples, cold, ...counts };
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

test.each([4, 8, 16, 24, 32, 60, 120, 240])(
  'nothing that a perfect pilot of five devices with %d windows passes is called impossible',
  async (perDevice) => {
    const events = syntheticEvents({ perDevice, accuracy: 1 }).map(scored);
    const baseline = { evidence_sha256: 'a'.repeat(64), events: 'x', build: 'float' };
    for (const [id, claim] of Object.entries(claims)) {
      const scenarios = [scenarioOf(events)];
      const plan = syntheticPlan({ [id]: claim }, { scenarios, baseline, labels: [...labels] });
      const judged = await judgeOne(plan, events, { baseline: events });
      const [feasible] = planFeasibility(plan);
      const told = `${id}: ${feasible?.sentence} ${judged.sentence}`;
      if (judged.outcome === 'pass') expect(feasible?.provable, told).toBe(true);
      else if (!generous.has(id)) expect(feasible?.provable, told).toBe(false);
    }
  },
);
