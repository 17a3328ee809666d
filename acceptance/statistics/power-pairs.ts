import { normalCdf, normalQuantile } from './normal.ts';
import { powerOfT } from './power-mean.ts';
import { tangoScore } from './tango.ts';

/** What is to be proven of the difference of two shares on the same samples, and what is true. */
export interface PairsTruth {
  /** The largest drop that is allowed. */
  readonly margin: number;
  readonly drop: number;
  /** Share of the pairs on which the two differ. */
  readonly discordant: number;
  readonly confidence: number;
  /** Correlation of the differences within a cluster that there truly is. */
  readonly icc: number;
  /** Correlation that the verdict assumes at least. */
  readonly iccFloor: number;
}

/**
 * Chance that both limits of a paired difference pass: the score limit of Tango 1998 at the
 * effective number of pairs, and the t limit between clusters by the noncentral t distribution. The
 * smaller of the two chances, as the t limit is the wider one nearly always.
 */
export const powerForPairs = (
  truth: PairsTruth,
  { clusters, pairs }: { readonly clusters: number; readonly pairs: number },
): number => {
  const { margin, drop, discordant, confidence, icc, iccFloor } = truth;
  if (!(margin > drop) || clusters < 2 || pairs < clusters) return 0;
  const each = pairs / clusters - 1;
  const effective = pairs / (1 + each * iccFloor);
  const error = Math.sqrt(((discordant - drop ** 2) * (1 + each * icc)) / pairs);
  const counts = { onlyFirst: (discordant + drop) / 2, onlySecond: (discordant - drop) / 2 };
  // Standard error of the score at the margin, that of one pair over the root of their number.
  const score = tangoScore({ ...counts, pairs: 1 }, margin);
  const atMargin = Math.abs((drop - margin) / score) / Math.sqrt(effective);
  const reach = margin - drop - normalQuantile(confidence) * atMargin;
  if (error === 0) return reach >= 0 ? 1 : 0;
  return Math.min(
    normalCdf(reach / error),
    powerOfT((margin - drop) / error, clusters - 1, confidence),
  );
};
