import type { Criterion as Measured } from '../../schemas/types/record.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { dimensionOf } from '../../documents/units.ts';
import { quantityIn } from '../criterion/limit.ts';
import { limitsFromAbove } from '../families/comparison.ts';
import { DISCORDANT } from '../families/paired-counts.ts';
import type { Question } from './question.ts';
import { neededShare } from './share-feasibility.ts';

/** What is expected of a criterion's metric, and who says so. */
export interface Assumption {
  /** In the metric's unit; of a quantile the share of events beyond the limit, between 0 and 1. */
  readonly value: number;
  readonly from: 'suite' | 'run' | 'default';
  /** Correlation within a device, where a run has shown one above the least. */
  readonly icc: number;
  /** Standard deviation between devices over the value. */
  readonly spread: number;
  /** Share of the pairs on which candidate and baseline differ. */
  readonly discordant: number;
}

/** Spread between devices, as a share of the value, where nothing is known. */
export const USUAL_SPREAD = 0.1;

/** Share of pairs that differ where nothing is known. */
export const USUAL_DISCORDANT = 0.03;

/** Value taken for means and totals, as a share of the limit. */
const USUAL_MEAN = 0.8;

const isShareOfEvents = ({ metric }: Question): boolean => metric.family === 'quantile';

/** Value where nobody says what is expected: good, but not perfect. */
const usualValue = (question: Question): number => {
  const { metric, claim } = question;
  const above = limitsFromAbove(claim);
  if (isShareOfEvents(question)) return (1 - (neededShare(question.criterion) ?? 0)) / 2;
  if (metric.family === 'proportion') return above ? claim.limit / 2 : (100 + claim.limit) / 2;
  if (metric.family === 'paired-difference') return Math.min(0, 2 * claim.limit);
  if (metric.family === 'gap') return 0;
  if (metric.derive === 'uptime') return (100 + claim.limit) / 2;
  if (metric.family === 'rate') return above ? claim.limit / 2 : claim.limit * 2;
  if (metric.family === 'auc' || metric.family === 'macro-f1') return (1 + claim.limit) / 2;
  return above ? claim.limit * USUAL_MEAN : claim.limit / USUAL_MEAN;
};

/** Whether a value, such as one that is assumed, is better than the limit. */
export const beatsLimit = (question: Question, value: number): boolean => {
  const { claim, criterion } = question;
  if (isShareOfEvents(question)) return 1 - value > (neededShare(criterion) ?? 1);
  return limitsFromAbove(claim) ? value < claim.limit : value > claim.limit;
};

const wrongUnit = ({ criterion, metric }: Question): PilotError => {
  const { id, expected, where } = criterion;
  const share = isShareOfEvents({ metric } as Question);
  return new PilotError({
    code: 'UNIT_MISMATCH',
    message: `${id}: "${expected?.value} ${expected?.unit}" is not what can be expected of ${metric.id}`,
    hint: share
      ? 'Of a quantile, expected is the share of events beyond the limit, such as "1 %".'
      : `Write a value in the unit of the limit, ${criterion.limit.unit}.`,
    where,
  });
};

/** The value the suite expects, in the metric's unit. Throws UNIT_MISMATCH. */
const statedValue = (question: Question): number | undefined => {
  const { criterion, metric } = question;
  const { expected } = criterion;
  if (expected === undefined) return undefined;
  const unit = isShareOfEvents(question) ? '1' : metric.unit;
  if (dimensionOf(expected.unit) !== dimensionOf(unit)) throw wrongUnit(question);
  const value = quantityIn(expected, unit);
  const isShare = dimensionOf(unit) === 'share';
  const outside = isShare && (value < 0 || quantityIn(expected, '1') > 1);
  if (!Number.isFinite(value) || outside) throw wrongUnit(question);
  return value;
};

/** Whether a run judged the same question. */
const isSame = ({ criterion }: Question, measured: Measured): boolean =>
  measured.id === criterion.id &&
  measured.metric === criterion.metric &&
  measured.statistic === criterion.statistic &&
  measured.argument === criterion.argument;

/** What a run measured, in the metric's unit; undefined where it says nothing about it. */
const measuredValue = (question: Question, measured: Measured): number | undefined => {
  const { criterion, metric } = question;
  const { proportion, result, n, limit } = measured;
  if (isShareOfEvents(question)) {
    const within = proportion?.estimate.value;
    const moved = limit.value !== criterion.limit.value || limit.unit !== criterion.limit.unit;
    if (within == null || moved || n === 0) return undefined;
    // None beyond the limit among n is no proof that there are none.
    return Math.max(1 - within / 100, 1 / (n + 1));
  }
  const estimate = result?.estimate;
  if (estimate?.value == null) return undefined;
  const value = quantityIn({ value: estimate.value, unit: estimate.unit }, metric.unit);
  if (metric.family !== 'proportion') return value;
  const least = 100 / (n + 1);
  return Math.min(100 - least, Math.max(least, value));
};

/** Standard deviation of the devices' values over their mean, where there are enough of them. */
const measuredSpread = ({ devices = [] }: Measured): number | undefined => {
  const values = devices.flatMap(({ value }) => value ?? []);
  if (values.length < 3) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const spread = Math.sqrt(squares / (values.length - 1)) / Math.abs(mean);
  return Number.isFinite(spread) ? spread : undefined;
};

const measuredDiscordant = ({ display = [], n }: Measured): number | undefined => {
  const discordant = Object.values<string>(DISCORDANT);
  const counts = display.filter(({ name }) => discordant.includes(name));
  if (counts.length !== discordant.length || n === 0) return undefined;
  const differ = counts.reduce((sum, { value }) => sum + (value ?? 0), 0);
  return (differ + 1) / (n + 1);
};

/** What to plan for: what the suite expects, else what a run measured, else a usual value. */
export const assumptionFor = (
  question: Question,
  measured: readonly Measured[] | undefined,
): Assumption => {
  const run = measured?.find((one) => isSame(question, one));
  const stated = statedValue(question);
  const seen = run && measuredValue(question, run);
  const from = stated !== undefined ? 'suite' : seen !== undefined ? 'run' : 'default';
  return {
    value: stated ?? seen ?? usualValue(question),
    from,
    icc: Math.max(question.claim.iccFloor, run?.icc ?? 0),
    spread: (run && measuredSpread(run)) ?? USUAL_SPREAD,
    discordant: (run && measuredDiscordant(run)) ?? USUAL_DISCORDANT,
  };
};
