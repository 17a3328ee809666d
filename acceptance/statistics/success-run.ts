/**
 * Trials without a failure that prove a reliability at `confidence`; none prove certainty.
 * Source: success-run theorem, ln(1 - C) / ln(R).
 */
export const successRun = (reliability: number, confidence: number): number =>
  reliability >= 1
    ? Infinity
    : Math.max(1, Math.ceil(Math.log(1 - confidence) / Math.log(reliability) - 1e-9));

/** Share proven by `n` trials that all succeeded. */
export const provenBySuccessRun = (n: number, confidence: number): number =>
  n <= 0 ? 0 : (1 - confidence) ** (1 / n);
