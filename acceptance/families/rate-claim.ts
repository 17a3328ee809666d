import type { RateStatistic } from '../../schemas/types/statistic.ts';
import { poissonCdf, poissonUpperTail } from '../statistics/poisson.ts';
import {
  dispersedRate,
  linearisedFactor,
  type DispersedRate,
  type RateCount,
} from '../statistics/rate-dispersion.ts';
import { limitsFromAbove } from './comparison.ts';
import type { Claim, Cluster } from './family.ts';
import { byDevice } from './scope.ts';

/** A claim about a rate, in events a device-day, whatever it is shown as. */
export interface RateClaim {
  readonly limit: number;
  /** Whether the rate must stay below the limit. */
  readonly fromAbove: boolean;
}

/** The claim as one about the rate itself: a share of time up, at least, is a rate, at most. */
export const rateClaimOf = (claim: Claim): RateClaim => {
  const { transform } = claim;
  const fromAbove = limitsFromAbove(claim);
  if (!transform) return { limit: claim.limit, fromAbove };
  return {
    limit: transform.invert?.(claim.limit) ?? Number.NaN,
    fromAbove: fromAbove !== transform.falling,
  };
};

type Counted = Cluster<RateStatistic>;

/** All clusters together. */
export const totalRate = (clusters: readonly Counted[]): Required<RateStatistic> =>
  clusters.reduce(
    (sum, { statistic }) => ({
      count: sum.count + statistic.count,
      exposure: sum.exposure + statistic.exposure,
      missing: sum.missing + statistic.missing,
      events: sum.events + (statistic.events ?? 0),
    }),
    { count: 0, exposure: 0, missing: 0, events: 0 },
  );

/** Events that sessions together must be expected to hold before their scatter can be measured. */
const LEAST_EXPECTED = 1;

/**
 * Clusters whose scatter tells something. Devices stand for themselves. Sessions that a restart
 * ended are as long as chance made them; only several in a row have a length of their own.
 */
const comparable = (clusters: readonly Counted[], { scope }: Claim, rate: number): RateCount[] => {
  if (scope === 'fleet') return clusters.map(({ statistic }) => statistic);
  return [...byDevice(clusters).values()].flatMap((sessions) => {
    const groups: { count: number; exposure: number }[] = [];
    for (const { statistic } of sessions) {
      const last = groups.at(-1);
      if (last && last.exposure * rate < LEAST_EXPECTED) {
        last.count += statistic.count;
        last.exposure += statistic.exposure;
      } else groups.push({ count: statistic.count, exposure: statistic.exposure });
    }
    return groups;
  });
};

export interface JudgedRate extends DispersedRate {
  /** p-value of "the limit is met". */
  readonly pMet: number;
  /** Whether repeated samples, and not the scatter of the clusters, made the limits as wide. */
  readonly repeated: boolean;
}

/**
 * A rate with its limits. Samples that several devices answered tell as much as they would once:
 * they weigh as their number, not as the answers to them. The p-value is the Poisson tail of the
 * divided count, so that it falls below 1 - confidence exactly where the bound misses the limit.
 */
export const judgeRate = (clusters: readonly Counted[], claim: Claim): JudgedRate => {
  const { count, exposure, events } = totalRate(clusters);
  const repetition = Math.max(1, events / (claim.samples ?? Infinity));
  const groups = comparable(clusters, claim, count / exposure);
  const uneven = linearisedFactor(groups, claim.confidence);
  const judged = dispersedRate(groups, claim.confidence, Math.max(repetition, uneven));
  const { limit, fromAbove } = rateClaimOf(claim);
  const [seen, expected] = [count / judged.factor, (limit * exposure) / judged.factor];
  return {
    ...judged,
    pMet: fromAbove ? poissonUpperTail(seen, expected) : poissonCdf(seen, expected),
    repeated: repetition > 1 && judged.factor === repetition,
  };
};
