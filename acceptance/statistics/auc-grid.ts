/** Thresholds 0.00, 0.01, ... 1.00 as a multiple of the step gives them in binary. */
const thresholds: readonly number[] = Array.from({ length: 101 }, (_, i) => i * 0.01);

/** Share of ascending values above each threshold, as the curve begins: all above the first. */
const sharesAbove = (ascending: Float64Array): number[] => {
  let below = 0;
  return thresholds.map((threshold, i) => {
    while (below < ascending.length && ascending[below]! <= threshold) below += 1;
    return i === 0 ? 1 : (ascending.length - below) / ascending.length;
  });
};

/**
 * Area under the ROC curve drawn through 101 thresholds of scores between 0 and 1, a score above a
 * threshold counting as positive, the first point forced to (1, 1), by trapezoids. NaN with one
 * class only. Source: the simplified area of the EEMBC EnergyRunner for MLPerf Tiny.
 */
export const gridArea = (positive: readonly number[], negative: readonly number[]): number => {
  if (positive.length === 0 || negative.length === 0) return Number.NaN;
  const [tpr, fpr] = [positive, negative].map((scores) =>
    sharesAbove(Float64Array.from(scores).toSorted()),
  ) as [number[], number[]];
  let area = 0;
  for (let i = 0; i + 1 < thresholds.length; i += 1) {
    area += 0.5 * (tpr[i]! + tpr[i + 1]!) * (fpr[i]! - fpr[i + 1]!);
  }
  return area;
};
