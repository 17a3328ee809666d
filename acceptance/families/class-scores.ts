import type { ClassScoreStatistic, ScoreStatistic } from '../../schemas/types/statistic.ts';
import type { Cluster, Family } from './family.ts';
import { counted } from './number-words.ts';
import { faultIn } from './undecided.ts';

type Keeping = Pick<Family<ClassScoreStatistic>, 'empty' | 'accumulate' | 'merge'>;

/** What the areas over all classes keep: every score of every sample. */
export const classScores: Keeping = {
  empty: () => ({ truths: [], scores: [], missing: 0, invalid: 0 }),
  accumulate: (statistic, { value, scores, trueClass }) => {
    if (value === undefined) statistic.missing += 1;
    else if (!scores?.every(Number.isFinite) || trueClass === undefined) statistic.invalid += 1;
    else {
      statistic.truths.push(trueClass);
      statistic.scores.push([...scores]);
    }
    return statistic;
  },
  merge: (a, b) => ({
    truths: a.truths.concat(b.truths),
    scores: a.scores.concat(b.scores),
    missing: a.missing + b.missing,
    invalid: a.invalid + b.invalid,
  }),
};

type Clusters = readonly Cluster<ClassScoreStatistic>[];

/** How many classes the scores are of; 0 without any. */
export const classesIn = (clusters: Clusters): number =>
  Math.max(0, ...clusters.map(({ statistic }) => statistic.scores[0]?.length ?? 0));

/** Samples in all. */
export const samplesIn = (clusters: Clusters): number =>
  clusters.reduce((sum, { statistic }) => sum + statistic.truths.length, 0);

/** Why the scores cannot be judged as they are, or undefined where they can. */
export const scoresFault = (clusters: Clusters): string | undefined => {
  const count = (of: 'missing' | 'invalid'): number =>
    clusters.reduce((sum, { statistic }) => sum + statistic[of], 0);
  const invalid = count('invalid');
  if (invalid > 0) {
    return `of ${counted(invalid, 'event')} the scores are not one finite number a class, or the true class has none`;
  }
  const n = samplesIn(clusters);
  const fault = faultIn({ observed: n, missing: count('missing') });
  if (fault !== undefined) return fault;
  const truths = new Set(clusters.flatMap(({ statistic }) => statistic.truths));
  if (truths.size < 2) return 'every event is of one class';
  const lacking = Array.from({ length: classesIn(clusters) }, (_, i) => i).find(
    (i) => !truths.has(i),
  );
  return lacking === undefined ? undefined : `no sample is of class ${lacking + 1}`;
};

/** The scores of one class against all others, as the family of one area keeps them. */
export const againstOthers = (clusters: Clusters, index: number): Cluster<ScoreStatistic>[] =>
  clusters.map(({ statistic: { truths, scores }, ...place }) => {
    const own: ScoreStatistic = { positive: [], negative: [], missing: 0, invalid: 0 };
    for (let i = 0; i < truths.length; i += 1) {
      (truths[i] === index ? own.positive : own.negative).push(scores[i]![index]!);
    }
    return { ...place, statistic: own };
  });
