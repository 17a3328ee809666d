import { clusterMean, type ClusterMean, type ClusterSum } from '../statistics/cluster-mean.ts';
import { skewAllowance, withoutAllowance } from '../statistics/skewed-t.ts';
import { skewness } from '../statistics/skewness.ts';
import {
  studentisedBootstrap,
  type StudentisedBootstrap,
} from '../statistics/studentised-bootstrap.ts';
import { studentCdf, studentQuantile } from '../statistics/student-t.ts';
import { limitsFromAbove } from './comparison.ts';
import type { Claim } from './family.ts';

/** One way to take the mean, and the limits it gives. */
export interface AveragePart {
  readonly mean: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  /** p-value of "the limit is met", which lies `t` standard errors on the far side of the mean. */
  readonly metByChance: (t: number) => number;
}

/** An average over clusters, before any transform. */
export interface Average {
  /** Sum over exposure of all clusters together. */
  readonly estimate: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Where the bounds come from; empty for a single cluster. */
  readonly parts: readonly AveragePart[];
  /** What was done about values that lie lopsided, in words; empty where nothing had to be. */
  readonly about: string;
}

/** What counting each cluster once as well adds to a method, in words. */
export const evenly = ({ scope }: Pick<Claim, 'scope'>): string => {
  const noun = scope === 'fleet' ? 'devices' : 'sessions';
  return `or, where less favourable, that of the values of the ${noun}; at least 4 effective ${noun} (Kish 1965)`;
};

/** Skewness from which the t limit alone is too hopeful on the short side. */
const SKEWED = 0.5;

/**
 * Skewness that is assumed of the clusters' values, towards whichever limit is judged: a handful
 * cannot show theirs. It keeps wrong passes of mildly skewed fleets near the nominal rate.
 */
export const LEAST_SKEWNESS = 0.35;

/** Fewest clusters that can tell skewness; from `MANY` on the mean of skewed values is near normal. */
const FEW = 8;
const MANY = 100;

const REPLICATES = 10_000;

const remembered = new WeakMap<object, Map<string, StudentisedBootstrap>>();

/** Resamples the clusters of a criterion once, at however many confidences they are judged. */
const resampledOnce = (
  owner: object,
  weighing: string,
  sums: readonly ClusterSum[],
  seed: number,
): StudentisedBootstrap => {
  let known = remembered.get(owner);
  if (!known) remembered.set(owner, (known = new Map()));
  const key = `${weighing} ${seed}`;
  let resampled = known.get(key);
  if (!resampled) {
    // The order in which devices come in must not change what is drawn.
    const ordered = sums.toSorted((a, b) => a.sum / a.n - b.sum / b.n || a.n - b.n);
    known.set(key, (resampled = studentisedBootstrap(ordered, REPLICATES, seed)));
  }
  return resampled;
};

/** The same part, widened to where the studentised bootstrap puts its limits. */
const widened = (part: AveragePart, resampled: StudentisedBootstrap, claim: Claim): AveragePart => {
  const limits = resampled.limits(claim.confidence);
  const fromAbove = limitsFromAbove(claim) !== (claim.transform?.falling ?? false);
  return {
    ...part,
    lower: Math.min(part.lower, limits.lower),
    upper: Math.max(part.upper, limits.upper),
    metByChance: (t) =>
      Math.max(part.metByChance(t), fromAbove ? 1 - resampled.share(-t) : resampled.share(t)),
  };
};

/** Limits of a mean, widened to both sides by what the assumed skewness may hide. */
const leastSkewed = (measured: ClusterMean, confidence: number): AveragePart => {
  const { mean, standardError, lower, upper, degreesOfFreedom } = measured;
  const clusters = degreesOfFreedom + 1;
  const t = studentQuantile(confidence, degreesOfFreedom);
  const more = skewAllowance(t, LEAST_SKEWNESS, clusters) * standardError;
  return {
    mean,
    standardError,
    lower: lower - more,
    upper: upper + more,
    metByChance: (distance) =>
      studentCdf(
        Math.sign(distance) * withoutAllowance(Math.abs(distance), LEAST_SKEWNESS, clusters),
        degreesOfFreedom,
      ),
  };
};

const aboutSkew = (skewed: boolean, claim: Claim): string => {
  const noun = claim.scope === 'fleet' ? 'devices' : 'sessions';
  const least = `; a skewness of ${LEAST_SKEWNESS} between ${noun} is assumed (Hall 1992)`;
  return skewed
    ? `${least}; ${noun} are seen to be skewed, so the studentised bootstrap limit holds where it is less favourable (Efron & Tibshirani 1993)`
    : least;
};

/**
 * Limits of sum / exposure. A ratio weighs clusters by what they hold: with nearly all of it in one
 * its limit tells of that one alone. So the limit is the wider of it and of that in which every
 * cluster counts once. Where the values are skewed each is widened to the studentised
 * bootstrap's. `owner` is what the sums were made from.
 */
export const averageOf = (sums: readonly ClusterSum[], claim: Claim, owner: object): Average => {
  const [first] = sums;
  if (sums.length < 2) {
    const estimate = first!.sum / first!.n;
    return { estimate, lower: null, upper: null, parts: [], about: aboutSkew(false, claim) };
  }
  const used = sums.filter(({ n }) => n > 0);
  const values = used.map(({ sum, n }) => ({ sum: sum / n, n: 1 }));
  const few = used.length < FEW || used.length >= MANY;
  const skew = few ? 0 : (skewness(values.map(({ sum }) => sum)) ?? 0);
  const skewed = Math.abs(skew) >= SKEWED;
  const partOf = (weighing: string, list: readonly ClusterSum[]): AveragePart => {
    const part = leastSkewed(clusterMean(list, claim.confidence), claim.confidence);
    return skewed
      ? widened(part, resampledOnce(owner, weighing, list, claim.seed ?? 0), claim)
      : part;
  };
  const ratio = partOf('by exposure', used);
  const parts = [ratio];
  const even = used.every(({ n }) => n === used[0]!.n);
  if (!even && values.length > 1) parts.push(partOf('each once', values));
  return {
    estimate: ratio.mean,
    lower: Math.min(...parts.map(({ lower }) => lower)),
    upper: Math.max(...parts.map(({ upper }) => upper)),
    parts,
    about: aboutSkew(skewed, claim),
  };
};

/** p-value of "the limit is met", the largest of those the bounds come from; null without spread. */
export const metByChance = (
  { parts }: Average,
  distance: (mean: number) => number,
  spread: (part: AveragePart) => number,
): number | null => {
  const known = parts.filter((part) => spread(part) > 0);
  return known.length === 0
    ? null
    : Math.max(...known.map((part) => part.metByChance(distance(part.mean) / spread(part))));
};
