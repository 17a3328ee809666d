import { gridAreaOf } from './families/auc-grid.ts';
import { macroArea } from './families/auc-macro.ts';
import type { Cluster } from './families/family.ts';
import type { ClassScoreStatistic } from '../schemas/types/statistic.ts';
import { placementsOf } from './statistics/auc.ts';

/** One answer: the scores of all classes, and the position of the true one. */
export interface ScoredAnswer {
  readonly scores: readonly number[];
  readonly trueClass: number;
}

const clusterOf = (answers: readonly ScoredAnswer[]): Cluster<ClassScoreStatistic> => ({
  device: '',
  session: '',
  statistic: {
    truths: answers.map(({ trueClass }) => trueClass),
    scores: answers.map(({ scores }) => [...scores]),
    missing: 0,
    invalid: 0,
  },
});

/** What `auc-macro` gives for these answers; null where a class has none. */
export const areaOverClasses = (answers: readonly ScoredAnswer[]): number | null => {
  const shares = answers.map(({ scores, trueClass }) => {
    const sum = scores.reduce((total, score) => total + score, 0);
    return { scores: scores.map((score) => score / sum), trueClass };
  });
  return shares.every(({ scores }) => scores.every(Number.isFinite))
    ? macroArea([clusterOf(shares)])
    : null;
};

/** What `auc-grid` gives for these answers; null where a class has none. */
export const areaOverGrid = (answers: readonly ScoredAnswer[]): number | null =>
  answers.every(({ scores }) => scores.every(Number.isFinite))
    ? gridAreaOf([clusterOf(answers)])
    : null;

/** What `auc` gives for scores of a class and of all others; null where there are none of one. */
export const areaOf = (positive: readonly number[], negative: readonly number[]): number | null =>
  [...positive, ...negative].every(Number.isFinite)
    ? (placementsOf({ positive, negative })?.auc ?? null)
    : null;
