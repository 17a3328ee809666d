/** Answers whose stated confidences lie in one stretch between 0 and 1. */
export interface ConfidenceBin {
  n: number;
  right: number;
  /** Sum of the stated confidences. */
  confidence: number;
  /** Sum of confidence times one minus it. */
  variance: number;
}

/** Bins of equal width, none filled. */
export const emptyBins = (bins: number): ConfidenceBin[] =>
  Array.from({ length: bins }, () => ({ n: 0, right: 0, confidence: 0, variance: 0 }));

/** Adds an answer to its bin: [k/M, (k+1)/M), the last one closed. Confidence between 0 and 1. */
export const addToBins = (bins: ConfidenceBin[], confidence: number, right: boolean): void => {
  const bin = bins[Math.min(Math.floor(confidence * bins.length), bins.length - 1)]!;
  bin.n += 1;
  if (right) bin.right += 1;
  bin.confidence += confidence;
  bin.variance += confidence * (1 - confidence);
};

export interface CalibrationErrors {
  /** Expected calibration error; null without answers. Source: Guo et al. 2017. */
  readonly expected: number | null;
  /** Largest over the bins that hold answers; null without answers. */
  readonly maximum: number | null;
  /**
   * The expected error that a model perfectly calibrated would show with the same confidences, by
   * chance alone; null without answers.
   */
  readonly byChance: number | null;
}

/**
 * How far stated confidences lie from the share that was right, bin by bin. By chance alone the
 * difference of a bin is nearly normal with variance sum c (1 - c) / n^2, and the mean size of
 * such a number is sqrt(2 / pi) standard deviations.
 */
export const calibrationErrors = (bins: readonly ConfidenceBin[]): CalibrationErrors => {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  if (n === 0) return { expected: null, maximum: null, byChance: null };
  let [expected, maximum, byChance] = [0, 0, 0];
  for (const { n: own, right, confidence, variance } of bins) {
    if (own === 0) continue;
    const gap = Math.abs(confidence - right);
    expected += gap / n;
    maximum = Math.max(maximum, gap / own);
    byChance += Math.sqrt((2 / Math.PI) * variance) / n;
  }
  return { expected, maximum, byChance };
};

/** Squared error of a stated confidence (Brier 1950): 0 where it was 1 and right. */
export const squaredError = (confidence: number, right: boolean): number =>
  (confidence - (right ? 1 : 0)) ** 2;
