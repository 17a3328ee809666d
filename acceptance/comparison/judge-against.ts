import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import type { BaselineAggregate } from '../aggregation/aggregator.ts';
import { acceptedInWords, isAccepted } from '../aggregation/origin.ts';
import { decisiveBound, meets, outcomeOf } from '../families/comparison.ts';
import type { ArmValue, Claim, Judgement } from '../families/family.ts';
import { errorJudgement, inOrder, withheld } from '../families/undecided.ts';
import { inspected } from '../judgement/inspected.ts';
import { armOf, changeScale, type Arm, type Arms } from './change.ts';
import { changeOf, doubtOf, faultOf } from './change-of.ts';

/** A criterion that limits a change, and both runs. */
export interface AgainstBasis {
  readonly criterion: Criterion;
  /** The metric whose change is limited, in its own unit. */
  readonly metric: MetricDeclaration;
  readonly plan: Plan;
  readonly gathered: Gathered;
  readonly baseline: BaselineAggregate | undefined;
  /** Its limit is in the unit of the change. */
  readonly claim: Claim;
}

/** Why the baseline's evidence may refute a claim and not prove it. */
const weakness = (baseline: Gathered, { accept }: Criterion): string | undefined =>
  baseline.origin === undefined || isAccepted(baseline.origin, accept)
    ? undefined
    : `the baseline is ${baseline.origin}, and the criterion ${acceptedInWords(accept)}`;

/** What a run shows by itself, shares in %. */
const shownBy = ({ judgement: { bounds, n } }: Arm, metric: MetricDeclaration): ArmValue => ({
  value: bounds?.estimate == null ? null : bounds.estimate * changeScale(metric),
  n,
});

/** Judges how much a metric changed against the baseline: each limit at the claim's confidence. */
export const judgeAgainst = (basis: AgainstBasis): Judgement => {
  const { criterion, metric, plan, claim, gathered } = basis;
  const before =
    metric.from === 'build'
      ? inspected(metric, basis.baseline?.builds ?? [])
      : basis.baseline?.gatheredFor(criterion);
  if (!before) return errorJudgement(claim, 'none', 'there is no baseline to compare with');
  const arms: Arms = {
    metric,
    baseline: armOf(before, metric, claim),
    candidate: armOf(gathered, metric, claim),
    pairs: basis.baseline?.pairsFor(criterion),
    claim,
  };
  const fault = faultOf(arms, plan);
  if (fault !== undefined) return errorJudgement(claim, 'none', fault);
  const change = changeOf(arms);
  const { judgement } = arms.candidate;
  const compared: Judgement = {
    outcome: outcomeOf(change.bounds, claim),
    bounds: change.bounds,
    decisive: decisiveBound(claim),
    n: judgement.n,
    effectiveN: null,
    icc: null,
    method: change.method,
    pMet: null,
    devices: inOrder(
      change.devices.length > 0
        ? change.devices.map((one) => ({
            ...one,
            met: one.value === null ? null : meets(one.value, claim),
          }))
        : judgement.devices.map(({ device, n }) => ({ device, n, value: null, met: null })),
    ),
    display: change.display,
    arms: { baseline: shownBy(arms.baseline, metric), candidate: shownBy(arms.candidate, metric) },
  };
  const weak = compared.outcome === 'pass' ? weakness(before, criterion) : undefined;
  return withheld(compared, doubtOf(arms) ?? change.reason ?? weak);
};
