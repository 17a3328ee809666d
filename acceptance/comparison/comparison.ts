import type { ComparedCriterion, ComparedRun, Comparison } from '../../schemas/types/comparison.ts';
import type { Aggregate } from '../aggregation/aggregator.ts';
import { counted, percentInWords } from '../families/number-words.ts';
import { comparisonPlan, profileOfBaseline } from './comparable.ts';
import { compareCriterion } from './compare-criterion.ts';
import { differencesBetween, modelsOf, testedBuild, type Run } from './differing.ts';

/** Two runs to compare; the same input gives the same bytes. */
export interface ComparisonInput {
  readonly tool: Comparison['tool'];
  readonly baseline: Run;
  readonly candidate: Run;
  /** Events of both, counted by `comparisonPlan`. */
  readonly aggregate: Aggregate;
}

const describe = (run: Run): ComparedRun => {
  const { plan, evidence } = run;
  const build = testedBuild(run);
  return {
    run: evidence.run.id,
    outcome: evidence.outcome,
    suite: { id: plan.suite.id, version: plan.suite.version, sha256: plan.suite.sha256 },
    build: build
      ? {
          id: build.id,
          sha256: build.sha256,
          ...(build.part === undefined ? {} : { part: build.part }),
          ...(build.model === undefined ? {} : { model: build.model }),
        }
      : null,
    models: modelsOf(run),
    devices: evidence.devices.map(({ id, origin, transport, outcome }) => ({
      id,
      origin,
      transport,
      outcome,
    })),
    events: evidence.counts.events,
  };
};

/** Why what was gathered of a run may be the better part of it, or undefined where it is all. */
const cutShort = (role: string, { plan, evidence }: Run): string | undefined => {
  const { outcome, devices, counts } = evidence;
  if (outcome === 'interrupted') return `the run of the ${role} was interrupted`;
  if (outcome === 'bench-fault' || devices.some((device) => device.outcome === 'fault')) {
    return `a bench fault cut the run of the ${role} short`;
  }
  const most = (plan.allow_rejected ?? 0) * (counts.events + counts.rejected);
  return counts.rejected > most
    ? `${counted(counts.rejected, 'event')} of the ${role} did not fit the telemetry schema`
    : undefined;
};

const summaryOf = (
  criteria: readonly ComparedCriterion[],
  confidence: number,
): Comparison['summary'] => {
  const of = (verdict: ComparedCriterion['verdict']): ComparedCriterion[] =>
    criteria.filter((criterion) => criterion.verdict === verdict);
  const ids = (list: readonly ComparedCriterion[]): string[] => list.map(({ id }) => id);
  const [better, worse, open, error] = [of('better'), of('worse'), of('no-proof'), of('error')];
  const required = worse.filter((criterion) => criterion.required);
  const nothing = error.length === criteria.length;
  return {
    better: ids(better),
    worse: ids(worse),
    no_proof: ids(open),
    error: ids(error),
    sentence: `${better.length} better, ${worse.length} worse, ${open.length} without proof, ${error.length} not comparable. Each is judged by itself at ${percentInWords(confidence)}, two-sided and not adjusted for their number; without proof does not mean equal.`,
    exit_code: nothing ? 3 : required.length > 0 ? 1 : 0,
  };
};

/** Compares two runs by the criteria of the candidate's plan. */
export const buildComparison = (input: ComparisonInput): Comparison => {
  const { tool, baseline, candidate, aggregate } = input;
  const plan = comparisonPlan(candidate.plan, baseline.plan);
  const runs = {
    plan,
    baselineProfile: profileOfBaseline(candidate.plan, baseline.plan),
    aggregate,
    evidence: { baseline: baseline.evidence, candidate: candidate.evidence },
    incomplete: cutShort('baseline', baseline) ?? cutShort('candidate', candidate),
  };
  const criteria = candidate.plan.criteria.map((criterion) => compareCriterion(criterion, runs));
  const { id, version, question } = candidate.plan.suite;
  return {
    v: 1,
    tool: { name: tool.name, version: tool.version },
    suite: { id, version, question },
    confidence: plan.confidence,
    claim: plan.claim,
    baseline: describe(baseline),
    candidate: describe(candidate),
    scenarios: plan.scenarios.map((scenario) => scenario.id),
    differences: differencesBetween(baseline, candidate),
    criteria,
    summary: summaryOf(criteria, plan.confidence),
  };
};
