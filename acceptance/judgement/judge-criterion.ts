import type { Evidence } from '../../schemas/types/evidence.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion as Planned, Plan } from '../../schemas/types/plan.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import type { Aggregate } from '../aggregation/aggregator.ts';
import { noGaps } from '../aggregation/gaps.ts';
import { isAccepted, weakestOf } from '../aggregation/origin.ts';
import { asChange } from '../comparison/change.ts';
import type { Judgement, Outcome, Wording } from '../families/family.ts';
import { BLOCKS_METHOD, isInBlocks } from '../families/scope.ts';
import { counted } from '../families/number-words.ts';
import { errorJudgement, explainWithheld, withheld } from '../families/undecided.ts';
import { claimOf, titleOf, wordingOf } from './claim.ts';
import { combine, reasonOf } from './combine.ts';
import { askedOf, measuredOf, sliceEntry } from './entry.ts';
import { inspected } from './inspected.ts';
import { brokenBy, doubtIn, silenceIn } from './integrity.ts';
import { needsOf } from './needs.ts';
import { isOfWindows, procedureOf } from './procedure.ts';
import { sensitivityOf } from './sensitivity.ts';
import { judgeSlices, type JudgedSlice } from './slices.ts';
import { toUnit } from './units.ts';
import { explainWhole, judgeWhole, type Basis } from './whole.ts';

const nothing: Gathered = {
  clusters: [],
  slices: [],
  samples: undefined,
  gaps: noGaps,
  sessions: 0,
  origin: undefined,
  untagged: new Map(),
};

/** Why a criterion cannot be judged at all with this plan, whatever the events say. */
const impossible = (
  criterion: Planned,
  metric: MetricDeclaration,
  plan: Plan,
  gathered: Gathered,
): string | undefined => {
  if (metric.derive === 'battery-life' && !plan.profile) return 'battery life needs a profile';
  if (metric.daily === 'energy' && !plan.profile) return 'energy per day needs a profile';
  if (metric.derive === 'uptime' && !((plan.profile?.repair_days ?? 0) > 0)) {
    return 'uptime needs the repair time of a profile';
  }
  if (metric.family === 'paired-difference' && !plan.baseline) return 'a drop needs a baseline';
  if (criterion.against !== undefined && criterion.in_every.length > 0) {
    return 'a change against the baseline is judged over all conditions together';
  }
  for (const tag of criterion.in_every) {
    const without = gathered.untagged.get(tag) ?? 0;
    if (without > 0 && !gathered.slices.some((slice) => slice.tag === tag)) {
      return `no event carries the tag ${tag}`;
    }
  }
  return brokenBy(gathered, plan);
};

/** Why conditions are not known of every event that counts, or undefined where they are. */
const untaggedIn = ({ in_every: tags }: Planned, gathered: Gathered): string | undefined => {
  const tag = tags.find((name) => (gathered.untagged.get(name) ?? 0) > 0);
  if (tag === undefined) return undefined;
  const without = gathered.untagged.get(tag) ?? 0;
  return `${counted(without, 'event')} ${without === 1 ? 'lacks' : 'lack'} the tag ${tag} and may belong to any of its conditions`;
};

/** The whole in one sentence, and how many conditions it was proven in. */
const sentenceOf = (
  basis: Basis,
  whole: Judgement,
  slices: readonly JudgedSlice[],
  wording: Wording,
): string => {
  if (whole.outcome === 'error') return `${wording.title} could not be judged: ${whole.reason}.`;
  const said = whole.withheld
    ? explainWithheld(whole, wording)
    : explainWhole(whole, basis, wording);
  const proven = slices.filter(({ outcome }) => outcome === 'pass').length;
  return slices.length === 0 ? said : `${said} Proven in ${proven} of ${slices.length} conditions.`;
};

/** How much neighbours resemble each other, where the metric has values in an order. */
const serialOf = (
  { against }: Planned,
  { serialCorrelation }: Gathered,
): Pick<Criterion, 'serial_correlation'> =>
  serialCorrelation === undefined || against !== undefined
    ? {}
    : { serial_correlation: serialCorrelation };

/** What the clusters are: blocks where any device has too few sessions. */
const unitOf = ({ claim }: Plan, { clusters }: Gathered): Criterion['clusters']['unit'] => {
  if (claim === 'fleet') return 'device';
  return isInBlocks(clusters) ? 'block' : 'session';
};

/** Judges one criterion of the plan into its entry of the record. */
export const judgeCriterion = (
  criterion: Planned,
  declared: MetricDeclaration,
  plan: Plan,
  aggregate: Aggregate,
  { builds, devices }: Pick<Evidence, 'builds' | 'devices'>,
): Criterion => {
  const metric = criterion.against === undefined ? declared : asChange(declared);
  const gathered =
    metric.from === 'build'
      ? inspected(metric, builds)
      : (aggregate.gatheredFor(criterion) ?? nothing);
  const listed = criterion.population === 'complete' && !isOfWindows(metric);
  const gap = listed ? aggregate.populationGap(criterion) : undefined;
  const family = procedureOf(criterion, metric, gap);
  const claim = claimOf(criterion, metric, plan, gathered.samples);
  const wording = wordingOf(criterion, metric, plan);
  const cause = impossible(criterion, metric, plan, gathered);
  const doubt = doubtIn(gathered) ?? silenceIn(metric, aggregate.counts.longestSilence);
  const untagged = untaggedIn(criterion, gathered);
  const { baseline } = aggregate;
  const basis: Basis = { criterion, metric: declared, plan, gathered, baseline, claim, gap };
  const whole =
    cause === undefined ? withheld(judgeWhole(basis), doubt) : errorJudgement(claim, 'none', cause);
  const slices =
    whole.outcome === 'error'
      ? []
      : judgeSlices(criterion, plan, gathered, family, claim, wording, doubt ?? untagged);

  // Evidence weaker than what is accepted can refute a claim and never prove it.
  const expected = plan.devices.length > 0 ? plan.devices : devices;
  const origin = gathered.origin ?? weakestOf(expected.map((one) => one.origin)) ?? 'modelled';
  const accepted = (outcome: Outcome): Outcome =>
    outcome === 'pass' && !isAccepted(origin, criterion.accept) ? 'inconclusive' : outcome;
  const verdict = combine(whole, slices, untagged);
  const outcome = accepted(verdict.outcome);
  const reason = reasonOf({ outcome, verdict, origin, criterion });
  const advice = verdict.advice ?? whole.advice;
  const refused = outcome !== verdict.outcome;
  const needs = needsOf({ outcome, refused, whole, slices, gathered, claim });
  const decided = outcome === 'pass' || outcome === 'fail';
  const { unit } = criterion.limit;
  return {
    id: criterion.id,
    expect: criterion.expect,
    title: titleOf(criterion, metric),
    ...askedOf(criterion),
    family: metric.family,
    outcome,
    ...measuredOf(whole, criterion, metric, plan),
    ...(unitOf(plan, gathered) === 'block' ? { method: `${whole.method}; ${BLOCKS_METHOD}` } : {}),
    clusters: {
      devices: whole.devices.length,
      sessions: gathered.sessions,
      unit: unitOf(plan, gathered),
    },
    ...serialOf(criterion, gathered),
    origin,
    reporter: metric.reporter,
    sentence: sentenceOf(basis, whole, slices, wording),
    ...(reason === undefined ? {} : { reason }),
    ...(decided || advice === undefined ? {} : { advice }),
    ...(needs === undefined ? {} : { needs }),
    slices: slices.map((slice) =>
      sliceEntry({ ...slice, outcome: accepted(slice.outcome) }, criterion, metric),
    ),
    sensitivity: sensitivityOf(
      whole,
      claim,
      family,
      gathered.clusters,
      toUnit(metric.unit, unit),
      unit,
    ),
    ...(criterion.waiver ? { waiver: criterion.waiver } : {}),
    ...(criterion.why === undefined ? {} : { why: criterion.why }),
    evidence: metric.from === 'build' ? 'evidence.json' : 'events.ndjson',
  };
};
