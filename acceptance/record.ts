import { PilotError } from '../documents/pilot-error.ts';
import type { BusinessCase } from '../schemas/types/business.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { AcceptanceRecord, Criterion } from '../schemas/types/record.ts';
import type { PairStatistic } from '../schemas/types/statistic.ts';
import type { Aggregate } from './aggregation/aggregator.ts';
import { amendmentsOf, type Amender } from './amendments.ts';
import { buildBusiness } from './business/business.ts';
import { decide } from './decision.ts';
import { causeIn, leadingCause } from './faults.ts';
import { findingsOf } from './findings.ts';
import { judgeCriterion } from './judgement/judge-criterion.ts';
import { isUndeclared, looksOf, undeclaredLook } from './looks.ts';
import { metricNamed } from './metrics/index.ts';

/** Everything a record follows from; the same input gives the same bytes. */
export interface RecordInput {
  readonly tool: AcceptanceRecord['tool'];
  /** The plan that is judged by. */
  readonly plan: Plan;
  /** The plan that was frozen before the first sample; the same one where it is left out. */
  readonly frozen?: Plan;
  /** Who judges by another plan than the frozen one, and why. */
  readonly amender?: Amender;
  readonly evidence: Evidence;
  readonly aggregate: Aggregate;
  /** Traces of power or current that the evidence vouches for. */
  readonly traces?: AcceptanceRecord['series']['power'] | undefined;
  /** How the events came to be, where no run of this tool gathered them. */
  readonly outcome?: AcceptanceRecord['run']['outcome'];
}

const judgeAll = ({ plan, evidence, aggregate }: RecordInput): Criterion[] =>
  plan.criteria.map((criterion) => {
    const metric = metricNamed(criterion.metric);
    if (metric) return judgeCriterion(criterion, metric, plan, aggregate, evidence);
    throw new PilotError({
      code: 'METRIC_UNKNOWN',
      message: `${criterion.id} asks for "${criterion.metric}", which this version does not know`,
      hint: 'Judge the run with the version of Pilotlight that gathered it, or newer.',
      where: criterion.where,
    });
  });

/** Samples of candidate or baseline that had no partner, over all comparisons. */
const countUnpaired = ({ plan, aggregate }: RecordInput): number => {
  const ofCandidate = plan.criteria
    .filter(({ metric }) => metricNamed(metric)?.family === 'paired-difference')
    .map((criterion) =>
      (aggregate.gatheredFor(criterion)?.clusters ?? []).reduce(
        (sum, { statistic }) => sum + (statistic as PairStatistic).unpaired,
        0,
      ),
    );
  const unused = plan.criteria.map(
    (criterion) => aggregate.gatheredFor(criterion)?.gaps.unused ?? 0,
  );
  return Math.max(0, ...ofCandidate) + Math.max(0, ...unused);
};

const testedOf = (input: RecordInput, unpaired: number): AcceptanceRecord['tested'] => {
  const { plan, evidence, aggregate } = input;
  const { counts } = aggregate;
  return {
    devices: evidence.devices.map(
      ({ id, origin, transport, firmware, model, sessions, outcome, fault, attempts }) => ({
        id,
        origin,
        transport,
        ...(firmware === undefined ? {} : { firmware }),
        ...(model === undefined ? {} : { model }),
        sessions: aggregate.devices.get(id)?.sessions ?? sessions ?? 0,
        events: aggregate.devices.get(id)?.events ?? 0,
        outcome,
        ...(fault === undefined ? {} : { fault: fault.message, code: fault.code }),
        ...(fault?.cause === undefined ? {} : { cause: fault.cause }),
        ...(attempts === undefined ? {} : { attempts }),
      }),
    ),
    builds: evidence.builds.map(
      ({ role, id, firmware, version, sha256, part, model, flash_B, ram_B }) => ({
        role,
        id,
        ...(firmware === undefined ? {} : { firmware }),
        ...(version === undefined ? {} : { version }),
        sha256,
        ...(part === undefined ? {} : { part }),
        ...(model === undefined ? {} : { model }),
        ...(flash_B === undefined ? {} : { flash_B }),
        ...(ram_B === undefined ? {} : { ram_B }),
      }),
    ),
    scenarios: plan.scenarios.map(({ id }) => id),
    not_tested: plan.suite.not_tested,
    counts: {
      events: counts.events,
      inferences: counts.inferences,
      rejected: evidence.counts.rejected,
      faults: evidence.counts.faults,
      duplicates: counts.duplicates,
      unpaired,
    },
    device_hours: counts.deviceHours,
    power:
      evidence.power === null
        ? null
        : { origin: evidence.power.origin, source: evidence.power.source },
  };
};

/** Series of the aggregate, the traces that were recorded, and the battery's days where a criterion judged them. */
const seriesOf = (
  { aggregate, traces = [] }: RecordInput,
  criteria: readonly Criterion[],
): AcceptanceRecord['series'] => {
  const { energy, ...series } = aggregate.series;
  const life = criteria.find(
    ({ metric, against }) => metric === 'battery-life' && against === undefined,
  )?.result;
  return {
    ...series,
    energy: energy && life ? { ...energy, battery_days: life } : energy,
    ...(traces.length > 0 ? { power: traces } : {}),
  };
};

/** Judges a run into its record. Throws METRIC_UNKNOWN, BUSINESS_RANGE, BUSINESS_CRITERION_UNKNOWN. */
export const buildRecord = (input: RecordInput): AcceptanceRecord => {
  const { tool, plan, evidence } = input;
  const criteria = judgeAll(input);
  const unpaired = countUnpaired(input);
  const day = evidence.run.finished.slice(0, 10);
  const faulty = evidence.devices.some(({ outcome }) => outcome === 'fault');
  const unfinished =
    evidence.outcome === 'interrupted'
      ? 'interrupted'
      : faulty || evidence.outcome === 'bench-fault'
        ? 'bench-fault'
        : undefined;
  const amendments =
    input.frozen === undefined
      ? []
      : amendmentsOf(input.frozen, plan, input.amender ?? { by: 'not stated', why: 'not stated' });
  const { authorises } = plan.suite;
  const looks = looksOf(plan, evidence);
  const undeclared = isUndeclared(plan, looks);
  return {
    v: 1,
    tool: { name: tool.name, version: tool.version },
    run: {
      id: evidence.run.id,
      started: evidence.run.started,
      finished: evidence.run.finished,
      attempt: evidence.run.attempt,
      earlier: evidence.run.earlier.map(({ run, label }) => ({ run, label })),
      outcome: input.outcome ?? evidence.outcome,
    },
    suite: {
      id: plan.suite.id,
      version: plan.suite.version,
      question: plan.suite.question,
      ...(authorises === undefined ? {} : { authorises }),
      ...(plan.flaky === undefined ? {} : { flaky: plan.flaky }),
      sha256: plan.suite.sha256,
    },
    decision: decide({
      criteria,
      unfinished,
      cause: leadingCause(evidence.devices.map(causeIn)),
      day,
      devices: evidence.devices,
      rejected: {
        ...evidence.counts,
        lost: input.aggregate.counts.lost,
        allowed: plan.allow_rejected ?? 0,
      },
      flaky: plan.flaky === 'allow' ? 0 : evidence.counts.flaky,
      undeclaredLook: undeclared ? undeclaredLook(looks) : undefined,
    }),
    amended: amendments.length > 0,
    amendments,
    looks,
    scope: {
      claim: plan.claim,
      confidence: plan.confidence,
      icc_floor: plan.icc_floor,
      accept: plan.accept,
      at_least: plan.at_least,
      devices: input.aggregate.devices.size,
    },
    tested: testedOf(input, unpaired),
    criteria,
    series: seriesOf(input, criteria),
    business:
      plan.business === null
        ? null
        : buildBusiness(plan.business as unknown as BusinessCase, criteria),
    findings: findingsOf({ ...input, criteria, unpaired, day }),
    evidence: evidence.files,
    inputs: plan.inputs,
  };
};
