import type { PairStatistic } from '../../schemas/types/statistic.ts';
import type { PairedAnswers } from '../aggregation/paired-answers.ts';
import type { Cluster, Judgement } from '../families/family.ts';
import { countsOf, dropOf, pairedDisplay } from '../families/paired-counts.ts';
import { byDevice, tooFewClusters } from '../families/scope.ts';
import { newcombe, type Count } from '../statistics/newcombe.ts';
import { scaled, unknown, type Arms, type Change } from './change.ts';

const PAIRED =
  'the same samples: the wider of the score limits of Tango 1998 at the effective number of pairs and the t limits linearised by cluster (Obuchowski 1998)';

const UNPAIRED =
  'different samples: hybrid score limits of Newcombe 1998, each run at its effective sample size';

const changesByDevice = (clusters: readonly Cluster<PairStatistic>[]): Change['devices'] =>
  [...byDevice(clusters)].map(([device, own]) => {
    const { onlyFirst, onlySecond, pairs } = countsOf(own.map(({ statistic }) => statistic));
    return { device, n: pairs, value: (100 * (onlySecond - onlyFirst)) / pairs };
  });

const pairedChange = ({ clusters }: PairedAnswers, { claim }: Arms): Change => {
  const statistics = clusters.map(({ statistic }) => statistic);
  const drop = dropOf(statistics, claim.confidence, claim.iccFloor);
  // What the baseline loses the candidate gains.
  const gain = { estimate: -drop.estimate, lower: -drop.upper, upper: -drop.lower };
  return {
    bounds: scaled(gain, 100),
    method: PAIRED,
    paired: true,
    devices: changesByDevice(clusters),
    reason: tooFewClusters(clusters, claim),
    display: [
      { name: 'effective pairs', value: drop.effective.pairs, unit: 'count' },
      ...pairedDisplay(statistics, claim.confidence),
    ],
  };
};

const effectiveCount = ({ share, effectiveN }: Judgement): Count | undefined =>
  share?.estimate == null || effectiveN === null
    ? undefined
    : { successes: share.estimate * effectiveN, trials: effectiveN };

/** Change of a share: on pairs where every sample has its partner, else from the two shares. */
export const shareChange = (arms: Arms): Change => {
  const { pairs, baseline, candidate, claim } = arms;
  if (pairs && pairs.unpaired === 0 && pairs.clusters.length > 0) return pairedChange(pairs, arms);
  const [before, after] = [baseline, candidate].map(({ judgement }) => effectiveCount(judgement));
  return {
    bounds:
      before && after ? scaled(newcombe(after, before, 2 * claim.confidence - 1), 100) : unknown,
    method: UNPAIRED,
    paired: false,
    devices: [],
    display: [baseline, candidate].map(({ judgement }, i) => ({
      name: `effective n of the ${i === 0 ? 'baseline' : 'candidate'}`,
      value: judgement.effectiveN,
      unit: 'count',
    })),
  };
};
