import { normalCdf, normalQuantile } from './normal.ts';
import { powerOfT } from './power-mean.ts';
import { provenBySuccessRun } from './success-run.ts';

/**
 * Standard error of an area under the ROC curve that is truly `auc`, from so many independent
 * samples of the class and of all others. Source: Hanley & McNeil 1982.
 */
export const hanleyMcNeil = (auc: number, positives: number, negatives: number): number => {
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  const variance =
    auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc);
  return Math.sqrt(Math.max(0, variance) / (positives * negatives));
};

/** What is to be proven of an area, and what is true. */
export interface AucTruth {
  readonly limit: number;
  readonly auc: number;
  readonly confidence: number;
  readonly icc: number;
  readonly iccFloor: number;
}

/** Samples of the class and of all others, evenly spread over the clusters. */
export interface AucDesign {
  readonly clusters: number;
  readonly positives: number;
  readonly negatives: number;
  /** Different samples of each class as a share of its own; all of them where it is left out. */
  readonly different?: number | undefined;
}

const logit = (share: number): number => Math.log(share / (1 - share));

/**
 * Chance that an area is proven to reach a limit: the smallest of those that its three limits pass,
 * on the logit scale at the least correlation, by cluster, and by what even perfect order proves.
 */
export const powerForAuc = (truth: AucTruth, design: AucDesign): number => {
  const { limit, auc, confidence, icc, iccFloor } = truth;
  const { clusters, positives, negatives, different = 1 } = design;
  if (!(auc > limit) || clusters < 2 || positives < 1 || negatives < 1) return 0;
  const worth = (size: number, correlation: number): number =>
    Math.min(size * different, size / (1 + Math.max(0, size / clusters - 1) * correlation));
  const run = provenBySuccessRun(
    Math.min(worth(positives, iccFloor), worth(negatives, iccFloor)),
    confidence,
  );
  const error = hanleyMcNeil(auc, worth(positives, icc), worth(negatives, icc));
  if (auc >= 1 || error === 0) return run >= limit ? 1 : 0;
  const atFloor = hanleyMcNeil(auc, worth(positives, iccFloor), worth(negatives, iccFloor));
  const scale = auc * (1 - auc);
  const distance = logit(auc) - logit(Math.max(limit, 1e-12));
  return Math.min(
    normalCdf((distance * scale - normalQuantile(confidence) * atFloor) / error),
    powerOfT((distance * scale) / error, clusters - 1, confidence),
    normalCdf((auc - limit / run) / error),
  );
};
