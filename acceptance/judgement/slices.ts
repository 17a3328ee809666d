import type { Criterion as Planned, Plan } from '../../schemas/types/plan.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import type { Gathered, GatheredSlice } from '../aggregation/accumulator.ts';
import { DEVICE, isByDevice, valueIn } from '../aggregation/conditions.ts';
import type { Claim, Family, Judgement, Outcome, Wording } from '../families/family.ts';
import { explainWithheld, withheld } from '../families/undecided.ts';
import { holm } from '../statistics/holm.ts';

export type SliceResult = Criterion['slices'][number];

/** Conditions of the criterion that the plan's stimuli hold, whether or not events came. */
const plannedValues = (criterion: Planned, plan: Plan): { tag: string; value: string }[] => {
  const { scenario, in_every: names } = criterion;
  const scenarios = plan.scenarios.filter(({ id }) => scenario === undefined || id === scenario);
  const keys = scenarios.flatMap(({ slices = {} }) =>
    Object.entries(slices).flatMap(([key, count]) => (count > 0 ? [key] : [])),
  );
  return names.flatMap((tag) => {
    const values =
      tag === DEVICE ? plan.devices.map(({ id }) => id) : keys.map((key) => valueIn(key, tag));
    return values.flatMap((value) => (value === undefined ? [] : [{ tag, value }]));
  });
};

/** Slices of the criterion in a stable order, those without any event included. */
const slicesOf = (criterion: Planned, plan: Plan, gathered: Gathered): GatheredSlice[] => {
  const seen = gathered.slices.filter(({ tag }) => criterion.in_every.includes(tag));
  const known = new Set(seen.map(({ tag, value }) => JSON.stringify([tag, value])));
  const unseen = new Map(
    plannedValues(criterion, plan).map((slice) => [
      JSON.stringify([slice.tag, slice.value]),
      slice,
    ]),
  );
  for (const key of known) unseen.delete(key);
  const order = (slice: GatheredSlice): number => criterion.in_every.indexOf(slice.tag);
  return [
    ...seen,
    ...[...unseen.values()].map((slice) => ({ ...slice, clusters: [], samples: 0 })),
  ].toSorted((a, b) => order(a) - order(b) || (a.value < b.value ? -1 : 1));
};

/** Unadjusted, a slice that misses its limit may be one of many that could have by chance. */
const adjusted = (judgement: Judgement, pHolm: number, confidence: number): Outcome => {
  if (judgement.withheld || judgement.outcome === 'pass') return judgement.outcome;
  if (judgement.outcome === 'error') return 'inconclusive';
  return pHolm < 1 - confidence ? 'fail' : 'inconclusive';
};

const pValue = ({ outcome, pMet, withheld }: Judgement): number =>
  withheld ? 1 : (pMet ?? (outcome === 'fail' ? 0 : 1));

/** A device by itself is learnt from its own sessions, whatever the suite claims of the others. */
const claimOfSlice = (claim: Claim, tag: string, samples: number | undefined): Claim => ({
  ...claim,
  leastDevices: 0,
  samples,
  ...(isByDevice(tag) ? { scope: 'these-devices' } : {}),
});

export interface JudgedSlice {
  readonly tag: string;
  readonly value: string;
  readonly judgement: Judgement;
  readonly outcome: Outcome;
  readonly pHolm: number;
  readonly sentence: string;
}

/**
 * Judges every slice at the full confidence: passing "in every condition" needs each to pass, so
 * nothing is adjusted; failing one of several is adjusted after Holm 1979. What casts `doubt` on the
 * whole casts it on every slice.
 */
export const judgeSlices = (
  criterion: Planned,
  plan: Plan,
  gathered: Gathered,
  family: Family<SufficientStatistic>,
  claim: Claim,
  wording: Wording,
  doubt: string | undefined,
): JudgedSlice[] => {
  const slices = slicesOf(criterion, plan, gathered);
  const claims = slices.map(({ tag, samples }) => claimOfSlice(claim, tag, samples));
  const judgements = slices.map(({ clusters }, i) =>
    withheld(family.judge(clusters, claims[i]!), doubt),
  );
  const pHolm = holm(judgements.map(pValue));
  return slices.map(({ tag, value }, i) => {
    const judgement = judgements[i]!;
    const outcome = adjusted(judgement, pHolm[i]!, claim.confidence);
    const where = `${tag} ${value}`;
    const words = isByDevice(tag) ? { ...wording, whom: 'this device' } : wording;
    const told = judgement.withheld
      ? explainWithheld(judgement, words)
      : family.explain({ ...judgement, outcome }, claims[i]!, words);
    const sentence =
      judgement.n === 0
        ? `${where}: not proven, ${judgement.reason ?? 'without data'}.`
        : `${where}: ${told}`;
    return { tag, value, judgement, outcome, pHolm: pHolm[i]!, sentence };
  });
};
