import type { Evidence } from '../../schemas/types/evidence.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion as Planned, Plan } from '../../schemas/types/plan.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import type { Aggregate } from '../aggregation/aggregator.ts';
import { noGaps } from '../aggregation/gaps.ts';
import { isAccepted, weakestOf } from '../aggregation/origin.ts';
import type { Claim, Judgement, Outcome, Wording } from '../families/family.ts';
import { familyOf } from '../families/index.ts';
import { counted } from '../families/number-words.ts';
import { errorJudgement, explainWithheld, withheld } from '../families/undecided.ts';
import { claimOf, titleOf, wordingOf } from './claim.ts';
import { combine, reasonOf } from './combine.ts';
import { askedOf, measuredOf, sliceEntry } from './entry.ts';
import { inspected } from './inspected.ts';
import { brokenBy, doubtIn } from './integrity.ts';
import { sensitivityOf } from './sensitivity.ts';
import { judgeSlices, type JudgedSlice } from './slices.ts';
import { toUnit } from './units.ts';
import { judgeWhole } from './whole.ts';

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
  if (metric.of && !plan.baseline) return 'a drop needs a baseline';
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
  metric: MetricDeclaration,
  whole: Judgement,
  slices: readonly JudgedSlice[],
  claim: Claim,
  wording: Wording,
): string => {
  if (whole.outcome === 'error') return `${wording.title} could not be judged: ${whole.reason}.`;
  const said = whole.withheld
    ? explainWithheld(whole, wording)
    : familyOf(metric).explain(whole, claim, wording);
  const proven = slices.filter(({ outcome }) => outcome === 'pass').length;
  return slices.length === 0 ? said : `${said} Proven in ${proven} of ${slices.length} conditions.`;
};

/** Judges one criterion of the plan into its entry of the record. */
export const judgeCriterion = (
  criterion: Planned,
  metric: MetricDeclaration,
  plan: Plan,
  aggregate: Aggregate,
  { builds, devices }: Pick<Evidence, 'builds' | 'devices'>,
): Criterion => {
  const gathered =
    metric.from === 'build'
      ? inspected(metric, builds)
      : (aggregate.gatheredFor(criterion) ?? nothing);
  const family = familyOf(metric);
  const claim = claimOf(criterion, metric, plan, gathered.samples);
  const wording = wordingOf(criterion, metric, plan);
  const cause = impossible(criterion, metric, plan, gathered);
  const doubt = doubtIn(gathered);
  const untagged = untaggedIn(criterion, gathered);
  const whole =
    cause === undefined
      ? withheld(judgeWhole({ criterion, metric, gathered, claim }), doubt)
      : errorJudgement(claim, 'none', cause);
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
    clusters: {
      devices: whole.devices.length,
      sessions: gathered.sessions,
      unit: plan.claim === 'fleet' ? 'device' : 'session',
    },
    origin,
    reporter: metric.reporter,
    sentence: sentenceOf(metric, whole, slices, claim, wording),
    ...(reason === undefined ? {} : { reason }),
    ...(decided || advice === undefined ? {} : { advice }),
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
