import type { SumStatistic } from '../../schemas/types/statistic.ts';
import { explainAverage } from './average-sentence.ts';
import { addToSums, emptySums, judgeAverage, mergeSums } from './cluster-average.ts';
import type { Family } from './family.ts';

const METHOD =
  'total per device and day with one-sided t limit, a ratio linearised by cluster (Cochran 1977), K - 1 degrees of freedom';

const DERIVED = `${METHOD}; limits carried through a monotone function`;

/** Totals of a device and day (energy, data), and what follows from them (battery life). */
export const totalPerDeviceDay: Family<SumStatistic> = {
  empty: emptySums,
  accumulate: (statistic, { value, exposure }) => addToSums(statistic, value, exposure),
  merge: mergeSums,
  judge: (clusters, claim) => judgeAverage(clusters, claim, claim.transform ? DERIVED : METHOD),
  explain: explainAverage,
};
