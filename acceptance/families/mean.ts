import type { SumStatistic } from '../../schemas/types/statistic.ts';
import { addToSums, emptySums, judgeAverage, mergeSums } from './cluster-average.ts';
import type { Family } from './family.ts';
import { explainAverage } from './average-sentence.ts';

const METHOD =
  'mean with one-sided t limit, linearised by cluster (Cochran 1977), K - 1 degrees of freedom';

/** Means over events (energy per inference). */
export const mean: Family<SumStatistic> = {
  empty: emptySums,
  accumulate: (statistic, { value }) => addToSums(statistic, value, 1),
  merge: mergeSums,
  judge: (clusters, claim) => judgeAverage(clusters, claim, METHOD),
  explain: explainAverage,
};
