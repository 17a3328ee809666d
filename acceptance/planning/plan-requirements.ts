import type { Plan } from '../../schemas/types/plan.ts';
import type { Criterion as Measured } from '../../schemas/types/record.ts';
import type { Requirement, Requirements } from '../../schemas/types/requirements.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import { rateClaimOf } from '../families/rate-claim.ts';
import { titleOf } from '../judgement/claim.ts';
import { assumptionFor, beatsLimit } from './assumption.ts';
import { sizeAuc } from './auc-sizing.ts';
import { sizeAverage } from './average-sizing.ts';
import { sizeDrop } from './drop-sizing.ts';
import { sizeGap } from './gap-sizing.ts';
import { feasibilityOf, isInspection } from './plan-feasibility.ts';
import { questionsOf, type Question } from './question.ts';
import { requirementSentence } from './requirement-sentence.ts';
import { sizeRate } from './rate-sizing.ts';
import type { Sizing } from './requirement.ts';
import { sizeShare } from './share-sizing.ts';

/** Chances of a pass that pilots are planned for. */
const [USUAL, HIGH] = [0.8, 0.95] as const;

/** Requirements of a suite without its name. */
export interface PlanRequirements extends Pick<Requirements, 'all' | 'confidence'> {
  readonly requirements: readonly Requirement[];
  /** Required criteria with a chance of their own. */
  readonly sized: number;
}

const sizings: Readonly<Partial<Record<Question['metric']['family'], Sizing>>> = {
  quantile: sizeShare,
  proportion: sizeShare,
  rate: sizeRate,
  'paired-difference': sizeDrop,
  mean: sizeAverage,
  'total-per-device-day': sizeAverage,
  'macro-f1': sizeShare,
  calibration: sizeShare,
  auc: sizeAuc,
  gap: sizeGap,
};

/** Whether a rate, a drop or a gap is to be large, which no pilot is planned for. */
const isInverted = ({ metric: { family }, claim }: Question): boolean =>
  family === 'rate'
    ? !rateClaimOf(claim).fromAbove
    : (family === 'paired-difference' || family === 'gap') && !limitsFromAbove(claim);

/** Why no figures can be given beforehand, or undefined where they can. */
const unforeseen = (question: Question): string | undefined => {
  const { criterion, metric } = question;
  if (criterion.sequential !== undefined) {
    return 'no fixed size; it is looked at while events come in, and ends when they are enough';
  }
  if (criterion.against !== undefined) {
    return 'no figures beforehand; what it takes depends on how much candidate and baseline vary';
  }
  return sizings[metric.family] === undefined || isInverted(question)
    ? 'no figures beforehand for a claim of this kind'
    : undefined;
};

const unsized = {
  assumed: null,
  from: null,
  at80: null,
  at95: null,
  power: null,
  best: null,
  caution: null,
};

const requirementOf = (question: Question, measured?: readonly Measured[]): Requirement => {
  const { criterion, metric, plan } = question;
  const feasibility = feasibilityOf(question);
  const shared = {
    criterion: criterion.id,
    title: titleOf(criterion, metric),
    expect: criterion.expect,
    required: criterion.required,
    feasibility,
  };
  const plain = (why: string): Omit<Requirement, 'kind'> => ({
    ...shared,
    ...unsized,
    sentence: feasibility.provable ? `${criterion.id}: ${why}.` : feasibility.sentence,
  });
  if (isInspection(question)) {
    const why = 'looked up, not estimated; the size of the pilot makes no difference';
    return { ...plain(why), kind: 'inspection' };
  }
  const sizing = sizings[metric.family];
  const unknown = unforeseen(question);
  if (!sizing || unknown !== undefined) return { ...plain(unknown ?? ''), kind: 'unplanned' };
  const assumption = assumptionFor(question, measured);
  const { assumed, condition, needed, power, best, caution = null } = sizing(question, assumption);
  const isBench = plan.devices.length > 0;
  const figures = {
    assumed,
    from: assumption.from,
    at80: needed(USUAL),
    at95: needed(HIGH),
    // What cannot be proven at all has no chance, whatever the numbers of events alone would say.
    power: isBench ? (feasibility.provable ? power : 0) : null,
    caution: isBench && feasibility.provable ? caution : null,
  };
  const sentence = requirementSentence(
    {
      ...figures,
      condition,
      beatsLimit: beatsLimit(question, assumption.value),
      isPossible: feasibility.provable,
    },
    question,
  );
  return { ...shared, ...figures, kind: 'sized', best: isBench ? best : null, sentence };
};

/** Chance that all pass that are required, as if one passing told nothing of the others. */
const chanceOfAll = (requirements: readonly Requirement[], plan: Plan): number | null => {
  const required = requirements.filter((one) => one.required);
  // Without a bench nothing is known to be impossible.
  const isBench = plan.devices.length > 0;
  if (isBench && required.some(({ feasibility }) => !feasibility.provable)) return 0;
  const sized = required.filter(({ kind }) => kind === 'sized');
  if (sized.length === 0) return null;
  return sized.reduce<number | null>(
    (product, { power }) => (product === null || power === null ? null : product * power),
    1,
  );
};

/**
 * What every criterion asks of a pilot at the effect that is expected: by the suite, by the
 * `measured` criteria of a run, else by a usual value. Throws UNIT_MISMATCH.
 */
export const planRequirements = (plan: Plan, measured?: readonly Measured[]): PlanRequirements => {
  const questions = questionsOf(plan);
  const requirements = questions.map((question) => requirementOf(question, measured));
  const sized = requirements.filter(({ required, kind }) => required && kind === 'sized');
  const confidence = questions[0]?.claim.confidence ?? plan.confidence;
  const all = chanceOfAll(requirements, plan);
  return { requirements, all, sized: sized.length, confidence };
};
