import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import type { Family } from '../families/family.ts';

type Statistic = SufficientStatistic;
type Merge = Family<Statistic>['merge'];

/** Every two neighbours together. */
const paired = (parts: readonly Statistic[], merge: Merge): Statistic[] =>
  parts.flatMap((part, i) => {
    if (i % 2 === 1) return [];
    const next = parts[i + 1];
    return [next === undefined ? part : merge(part, next)];
  });

/** All parts together, at least one: in pairs of pairs, so that none is copied again and again. */
export const mergedOf = (parts: readonly Statistic[], merge: Merge): Statistic =>
  parts.length === 1 ? parts[0]! : mergedOf(paired(parts, merge), merge);
