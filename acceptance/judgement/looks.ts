import type { Criterion, Plan } from '../../schemas/types/plan.ts';

/**
 * Confidence at which each of the declared looks is judged: the error is split evenly over them
 * (Bonferroni), so that all together err no more often than the suite says.
 */
export const lookConfidence = ({ confidence, looks = 1 }: Plan): number =>
  looks <= 1 ? confidence : 1 - (1 - confidence) / looks;

/** Confidence a criterion is judged at; one that holds at every look splits nothing. */
export const confidenceOf = ({ sequential }: Criterion, plan: Plan): number =>
  sequential === undefined ? lookConfidence(plan) : plan.confidence;
