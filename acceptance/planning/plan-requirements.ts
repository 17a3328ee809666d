import type { Plan } from '../../schemas/types/plan.ts';
import type { Criterion as Measured } from '../../schemas/types/record.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import { rateClaimOf } from '../families/rate-claim.ts';
import { titleOf } from '../judgement/claim.ts';
import { assumptionFor, type Assumption } from './assumption.ts';
import { sizeAuc } from './auc-sizing.ts';
import { sizeAverage } from './average-sizing.ts';
import { sizeDrop } from './drop-sizing.ts';
import type { Feasibility, Question } from './feasibility.ts';
import { sizeGap } from './gap-sizing.ts';
import { feasibilityOf, isInspection } from './plan-feasibility.ts';
import { questionsOf } from './question.ts';
import { requirementSentence } from './requirement-sentence.ts';
import { sizeRate } from './rate-sizing.ts';
import type { Need, Sizing } from './requirement.ts';
import { sizeShare } from './share-sizing.ts';

/** Chances of a pass that pilots are planned for. */
const [USUAL, HIGH] = [0.8, 0.95] as const;

/** What a criterion asks of a pilot, and what the planned pilot can do for it. */
export interface Requirement {
  readonly criterion: string;
  readonly title: string;
  /** As written in the suite. */
  readonly expect: string;
  readonly required: boolean;
  /** inspection: looked up, without inference; unplanned: no figures can be given beforehand. */
  readonly kind: 'sized' | 'inspection' | 'unplanned';
  readonly assumed: string | null;
  readonly from: Assumption['from'] | null;
  /** The pilots that pass with a chance of 80 % and of 95 %; null where none does. */
  readonly at80: Need | null;
  readonly at95: Need | null;
  /** Chance that the planned pilot passes, if what is assumed is true; null where it is not told. */
  readonly power: number | null;
  readonly best: string | null;
  readonly caution: string | null;
  readonly sentence: string;
  readonly feasibility: Feasibility;
}

export interface PlanRequirements {
  readonly requirements: readonly Requirement[];
  /**
   * Chance that a device as good as assumed passes every required criterion, as if one passing told
   * nothing of the others; null where a chance is not told.
   */
  readonly all: number | null;
  /** Required criteria with a chance of their own. */
  readonly sized: number;
  /** Confidence of one look. */
  readonly confidence: number;
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
    { ...figures, condition, isPossible: feasibility.provable },
    question,
  );
  return { ...shared, ...figures, kind: 'sized', best: isBench ? best : null, sentence };
};

/**
 * What every criterion asks of a pilot at the effect that is expected: by the suite, by the
 * `measured` criteria of a run, else by a usual value. Throws UNIT_MISMATCH.
 */
export const planRequirements = (plan: Plan, measured?: readonly Measured[]): PlanRequirements => {
  const questions = questionsOf(plan);
  const requirements = questions.map((question) => requirementOf(question, measured));
  const sized = requirements.filter(({ required, kind }) => required && kind === 'sized');
  const all = sized.reduce<number | null>(
    (product, { power }) => (product === null || power === null ? null : product * power),
    1,
  );
  const confidence = questions[0]?.claim.confidence ?? plan.confidence;
  return { requirements, all, sized: sized.length, confidence };
};
