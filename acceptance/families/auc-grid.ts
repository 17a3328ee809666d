import type { ClassScoreStatistic } from '../../schemas/types/statistic.ts';
import { gridArea } from '../statistics/auc-grid.ts';
import { explainAverage } from './average-sentence.ts';
import { againstOthers, classesIn, classScores, samplesIn, scoresFault } from './class-scores.ts';
import { decisiveBound, meets } from './comparison.ts';
import type { Claim, Cluster, Family, Judgement } from './family.ts';
import { byDevice } from './scope.ts';
import { errorJudgement, inOrder, withheld } from './undecided.ts';

const METHOD =
  'mean over all classes of the area through 101 thresholds, the first point forced to (1, 1), by trapezoids (EEMBC)';

const NO_LIMITS =
  'the grid area of a benchmark is compared over a complete population only; a claim beyond it needs auc-macro';

type Clusters = readonly Cluster<ClassScoreStatistic>[];

/** The area over all classes; null where a class has no sample. */
export const gridAreaOf = (clusters: Clusters): number | null => {
  if (scoresFault(clusters) !== undefined) return null;
  const classes = classesIn(clusters);
  let sum = 0;
  for (let index = 0; index < classes; index += 1) {
    const own = againstOthers(clusters, index).map(({ statistic }) => statistic);
    sum += gridArea(
      own.flatMap(({ positive }) => positive),
      own.flatMap(({ negative }) => negative),
    );
  }
  return sum / classes;
};

const judge = (clusters: Clusters, claim: Claim): Judgement => {
  const outside = clusters.some(({ statistic }) =>
    statistic.scores.some((scores) => scores.some((score) => score < 0 || score > 1)),
  );
  const fault =
    scoresFault(clusters) ?? (outside ? 'scores lie outside 0 to 1, where the grid is' : undefined);
  const value = gridAreaOf(clusters);
  if (fault !== undefined || value === null) {
    return errorJudgement(claim, METHOD, fault ?? 'the value is not known');
  }
  const devices = [...byDevice(clusters)].map(([device, own]) => {
    const area = gridAreaOf(own);
    return {
      device,
      n: samplesIn(own),
      value: area,
      met: area === null ? null : meets(area, claim),
    };
  });
  return withheld(
    {
      outcome: 'inconclusive',
      bounds: { estimate: value, lower: null, upper: null },
      decisive: decisiveBound(claim),
      n: samplesIn(clusters),
      effectiveN: null,
      icc: null,
      method: METHOD,
      pMet: null,
      devices: inOrder(devices),
    },
    NO_LIMITS,
  );
};

/** The simplified area of the EEMBC runner. Unit: 1. */
export const aucGrid: Family<ClassScoreStatistic> = {
  ...classScores,
  judge,
  explain: explainAverage,
};
