import type { Placements } from './auc.ts';

/** How many samples of each class a cluster holds; its samples stand together in the placements. */
export interface ClusterSizes {
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Variance of an area whose samples lie in clusters: sums of structural components by cluster, each
 * cluster with samples of one class or of both. Null where a class lies in fewer than two clusters.
 * Source: Obuchowski 1997.
 */
export const clusterAucVariance = (
  { auc, ofPositives, ofNegatives }: Placements,
  clusters: readonly ClusterSizes[],
): number | null => {
  let [squaresOfPositives, squaresOfNegatives, products] = [0, 0, 0];
  let [withPositives, withNegatives] = [0, 0];
  let [positive, negative] = [0, 0];
  for (const { positives, negatives } of clusters) {
    let [ownPositives, ownNegatives] = [0, 0];
    for (let i = 0; i < positives; i += 1) ownPositives += ofPositives[positive++]! - auc;
    for (let i = 0; i < negatives; i += 1) ownNegatives += ofNegatives[negative++]! - auc;
    squaresOfPositives += ownPositives * ownPositives;
    squaresOfNegatives += ownNegatives * ownNegatives;
    products += ownPositives * ownNegatives;
    if (positives > 0) withPositives += 1;
    if (negatives > 0) withNegatives += 1;
  }
  if (withPositives < 2 || withNegatives < 2) return null;
  const { length: m } = ofPositives;
  const { length: n } = ofNegatives;
  const k = clusters.length;
  const variance =
    (withPositives / (withPositives - 1)) * (squaresOfPositives / (m * m)) +
    (withNegatives / (withNegatives - 1)) * (squaresOfNegatives / (n * n)) +
    2 * (k / (k - 1)) * (products / (m * n));
  return Math.max(0, variance);
};
