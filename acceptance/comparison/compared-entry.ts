import type { ComparedCriterion, ComparedValue } from '../../schemas/types/comparison.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import { titleOf } from '../judgement/claim.ts';
import { toUnit } from '../judgement/units.ts';
import { changeUnit, type Arm, type Arms, type Change } from './change.ts';
import { comparisonSentence } from './sentence.ts';
import type { Subject } from './subject.ts';
import type { ComparisonVerdict } from './verdict.ts';

/** What came of comparing a criterion. */
export interface Finding extends Pick<ComparedCriterion, 'difference' | 'beyond'> {
  readonly verdict: ComparisonVerdict;
  readonly change: Change;
  readonly reason?: string | undefined;
}

type Asked = Omit<
  ComparedCriterion,
  'verdict' | 'baseline' | 'candidate' | 'paired' | 'method' | 'sentence' | 'devices' | 'display'
>;

const askedOf = ({ original, criterion, metric, better }: Subject): Asked => {
  const { argument, scenario, statistic } = criterion;
  const { against: _against, ...named } = criterion;
  return {
    id: original.id,
    expect: original.expect,
    title: titleOf(named, metric),
    metric: metric.id,
    ...(argument === undefined ? {} : { argument }),
    statistic,
    family: metric.family,
    ...(scenario === undefined ? {} : { scenario }),
    required: original.required,
    better,
  };
};

const valueOf = (arm: Arm | undefined, { metric, unit }: Subject): ComparedValue => ({
  value: toUnit(metric.unit, unit)(arm?.judgement.bounds?.estimate ?? null),
  unit,
  n: arm?.judgement.n ?? 0,
  devices: arm?.judgement.devices.length ?? 0,
  origin: arm?.gathered.origin ?? null,
});

/** The entry of a criterion in the comparison; without arms where a run tells nothing about it. */
export const comparedEntry = (
  subject: Subject,
  arms: Arms | undefined,
  { claim }: Pick<Plan, 'claim'>,
  { verdict, change, difference, beyond, reason }: Finding,
): ComparedCriterion => {
  const { metric, unit } = subject;
  const convert = toUnit(changeUnit(metric), changeUnit({ unit }));
  const told = {
    ...askedOf(subject),
    baseline: valueOf(arms?.baseline, subject),
    candidate: valueOf(arms?.candidate, subject),
    verdict,
    ...(difference ? { difference } : {}),
    ...(beyond ? { beyond } : {}),
    paired: change.paired,
    method: change.method,
    devices: change.devices.map(({ device, n, value }) => ({ device, n, change: convert(value) })),
    display: [...change.display],
  };
  const why = reason === undefined ? {} : { reason };
  const whom = claim === 'fleet' ? 'a fleet of such devices' : 'these devices';
  return { ...told, sentence: comparisonSentence({ ...told, ...why }, whom), ...why };
};
