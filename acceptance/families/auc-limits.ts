import type { ScoreStatistic } from '../../schemas/types/statistic.ts';
import { delongVariance, logitLimits, placementsOf, type Placements } from '../statistics/auc.ts';
import { clusterAucVariance } from '../statistics/cluster-auc.ts';
import { designEffect } from '../statistics/icc.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { studentQuantile } from '../statistics/student-t.ts';
import { provenBySuccessRun } from '../statistics/success-run.ts';
import type { Claim, Cluster } from './family.ts';

/** What an area and its limits are computed from; the same at every confidence. */
export interface AucBasis {
  readonly auc: number;
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
  /** DeLong's variance by class, samples independent. */
  readonly variance: ReturnType<typeof delongVariance>;
  /** Obuchowski's variance by cluster; null where a class lies in one cluster. */
  readonly clusterVariance: number | null;
}

const filled = (sizes: readonly number[]): number[] => sizes.filter((size) => size > 0);

/** All lists in one, each in ascending order: neighbours are looked up close together. */
const joined = (lists: readonly (readonly number[])[]): Float64Array => {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const list of lists) {
    all.set(new Float64Array(list).sort(), offset);
    offset += list.length;
  }
  return all;
};

const basisOf = (clusters: readonly Cluster<ScoreStatistic>[]): AucBasis | null => {
  const placements: Placements | null = placementsOf({
    positive: joined(clusters.map(({ statistic }) => statistic.positive)),
    negative: joined(clusters.map(({ statistic }) => statistic.negative)),
  });
  if (!placements) return null;
  const sizes = clusters.map(({ statistic: { positive, negative } }) => ({
    positives: positive.length,
    negatives: negative.length,
  }));
  return {
    auc: placements.auc,
    positives: filled(sizes.map(({ positives }) => positives)),
    negatives: filled(sizes.map(({ negatives }) => negatives)),
    variance: delongVariance(placements),
    clusterVariance: clusterAucVariance(placements, sizes),
  };
};

const remembered = new WeakMap<readonly Cluster<ScoreStatistic>[], AucBasis | null>();

/** The basis of the clusters, computed once however often they are judged; null with one class. */
export const aucBasis = (clusters: readonly Cluster<ScoreStatistic>[]): AucBasis | null => {
  const known = remembered.get(clusters);
  if (known !== undefined) return known;
  const basis = basisOf(clusters);
  remembered.set(clusters, basis);
  return basis;
};

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

/** Independent samples of each class that hold as much as those there are. */
export const effectiveSizes = (
  { positives, negatives }: AucBasis,
  { iccFloor, samples = Infinity }: Pick<Claim, 'iccFloor' | 'samples'>,
): { positives: number; negatives: number } => {
  const [m, n] = [sum(positives), sum(negatives)];
  // The same samples on more devices are worth no more; both classes shrink alike.
  const different = Math.min(1, samples / (m + n));
  return {
    positives: Math.min(m * different, m / designEffect(positives, iccFloor)),
    negatives: Math.min(n * different, n / designEffect(negatives, iccFloor)),
  };
};

/**
 * One-sided limits of an area, the least favourable of three: DeLong's on the logit scale at the
 * effective sample sizes; Obuchowski's by cluster on the same scale, with t of one less than the
 * clusters of the class that lies in fewer; and one that no agreement of the samples outdoes. The
 * last: match each of the m samples of the smaller class with a different one of the larger. Where
 * all were ordered rightly, so were these m independent pairs, and the chance of that is auc^m; it
 * is 1 - confidence at auc = (1 - confidence)^(1/m), the success run. So perfect separation, whose
 * standard error is 0, is bounded by what as many right answers in a row would prove.
 */
export const aucLimits = (
  basis: AucBasis,
  claim: Pick<Claim, 'iccFloor' | 'samples'>,
  confidence: number,
): { lower: number; upper: number } => {
  const { auc, positives, negatives, variance, clusterVariance } = basis;
  const effective = effectiveSizes(basis, claim);
  const run = provenBySuccessRun(Math.min(effective.positives, effective.negatives), confidence);
  const limits = [{ lower: auc * run, upper: 1 - (1 - auc) * run }];
  if (auc > 0 && auc < 1) {
    const inflated =
      (variance.ofPositives * sum(positives)) / effective.positives +
      (variance.ofNegatives * sum(negatives)) / effective.negatives;
    limits.push(logitLimits(auc, Math.sqrt(inflated), normalQuantile(confidence)));
    if (clusterVariance !== null) {
      const df = Math.min(positives.length, negatives.length) - 1;
      limits.push(logitLimits(auc, Math.sqrt(clusterVariance), studentQuantile(confidence, df)));
    }
  }
  const known = limits.filter(({ lower, upper }) => Number.isFinite(lower + upper));
  return {
    lower: Math.min(...known.map(({ lower }) => lower)),
    upper: Math.max(...known.map(({ upper }) => upper)),
  };
};
