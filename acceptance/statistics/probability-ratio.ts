/** What is tested: shares of failures of a good and of a bad product, and the errors allowed. */
export interface ProbabilityRatio {
  readonly pGood: number;
  readonly pBad: number;
  /** Chance of a pass at `pBad`. */
  readonly alpha: number;
  /** Chance of a fail at `pGood`. */
  readonly beta: number;
}

export interface ProbabilityRatioState {
  /** ln of how much likelier the data are for the good product than for the bad one. */
  readonly logRatio: number;
  readonly passesAt: number;
  readonly failsAt: number;
  readonly decision: 'PASS' | 'FAIL' | 'CONTINUE';
}

/**
 * Sequential probability ratio test of a share of failures, at one look; the first look that does
 * not continue ends it. Counts need not be whole. Source: Wald 1945.
 */
export const probabilityRatio = (
  failures: number,
  trials: number,
  { pGood, pBad, alpha, beta }: ProbabilityRatio,
): ProbabilityRatioState => {
  const passes = trials - failures;
  const logRatio =
    (failures === 0 ? 0 : failures * Math.log(pGood / pBad)) +
    (passes === 0 ? 0 : passes * (Math.log1p(-pGood) - Math.log1p(-pBad)));
  const passesAt = Math.log((1 - beta) / alpha);
  const failsAt = Math.log(beta / (1 - alpha));
  const decision = logRatio >= passesAt ? 'PASS' : logRatio <= failsAt ? 'FAIL' : 'CONTINUE';
  return { logRatio, passesAt, failsAt, decision };
};
