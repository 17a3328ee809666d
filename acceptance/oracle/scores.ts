import { delong, delongPaired, type Scores } from '../statistics/auc.ts';
import {
  addToBins,
  calibrationErrors,
  emptyBins,
  squaredError,
} from '../statistics/calibration.ts';
import type { Method } from './case.ts';

const twoSided = (confidence: number): number => (1 + confidence) / 2;

const byClass = (y: readonly number[], score: readonly number[]): Scores => ({
  positive: score.filter((_, i) => y[i] === 1),
  negative: score.filter((_, i) => y[i] === 0),
});

/** Scores, and confidences against what was right. */
export const scores: Readonly<Record<string, Method>> = {
  auc_delong: ({ y, score }, { conf }) => {
    const { auc, standardError, lower, upper } = delong(byClass(y, score), twoSided(conf));
    return { auc, se: standardError, lower, upper };
  },
  auc_delong_paired: ({ y, scoreA, scoreB }, { conf }) => {
    const result = delongPaired(byClass(y, scoreA), byClass(y, scoreB), twoSided(conf));
    const { first, second, difference, standardError, p, lower, upper } = result;
    return { aucA: first, aucB: second, diff: difference, se: standardError, p, lower, upper };
  },
  ece: ({ confidence, correct }, { bins }) => {
    const filled = emptyBins(bins);
    for (const [i, value] of confidence.entries()) addToBins(filled, value, Boolean(correct[i]));
    const { expected, maximum } = calibrationErrors(filled);
    return { ece: expected, mce: maximum };
  },
  brier: ({ y, p }) => {
    const errors: number[] = p.map((value: number, i: number) => squaredError(value, y[i] === 1));
    const total = errors.reduce((sum, error) => sum + error, 0);
    return { brier: errors.length === 0 ? null : total / errors.length };
  },
};
