import { clustersFor, eventsForProportion, pairsForNonInferiority } from '../statistics/power.ts';
import { pairsForMcNemar } from '../statistics/power-mcnemar.ts';
import { valuesForMean } from '../statistics/power-mean.ts';
import type { Method } from './case.ts';

/** Sample sizes that reach a power. */
export const planning: Readonly<Record<string, Method>> = {
  n_for_proportion_pass: (_, { limit, assumedTrue, conf, power }) => {
    const planned = eventsForProportion(limit, assumedTrue, conf, power);
    return { n: planned?.n ?? null, achievedPower: planned?.power ?? null };
  },
  n_for_quantile_pass: (_, { p, conf, assumedExceedance, power }) => {
    const planned = eventsForProportion(p, 1 - assumedExceedance, conf, power);
    return {
      n: planned?.n ?? null,
      maxExceedances: planned?.allowed ?? null,
      achievedPower: planned?.power ?? null,
    };
  },
  n_for_paired_noninferiority: (_, { discordant, assumedDrop, margin, conf, power }) => ({
    n: pairsForNonInferiority(discordant, assumedDrop, margin, conf, power),
  }),
  n_for_mcnemar: (_, { discordant, diff, alpha, power }) => ({
    n: pairsForMcNemar(discordant, diff, alpha, power),
  }),
  n_for_mean: (_, { effectSize, alpha, power, alternative }) => ({
    n: valuesForMean(
      effectSize,
      1 - alpha,
      power,
      alternative === 'two-sided' ? 'two-sided' : 'one-sided',
    ),
  }),
  n_clusters: (_, { nIndependent, eventsPerCluster, icc }) => ({
    deff: 1 + (eventsPerCluster - 1) * icc,
    clusters: clustersFor(nIndependent, eventsPerCluster, icc),
  }),
};
