import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import type { Family, Observation } from '../families/family.ts';
import { createDistinct, distinctTogether, type Distinct } from './distinct.ts';
import { mergedOf } from './merged.ts';

/** Statistics by place (a cluster or a block) of events that belong together. */
export interface Cells {
  readonly put: (place: number, observation: Observation, sample: number) => void;
  readonly statistics: ReadonlyMap<number, SufficientStatistic>;
  /** Different samples among them, where they are counted. */
  readonly samples: Distinct | undefined;
  /** Observations. */
  readonly size: () => number;
}

/** What several cells hold together. */
export interface CellsHeld {
  /** By the number of the place, ascending. */
  readonly statistics: readonly (readonly [number, SufficientStatistic])[];
  readonly samples: number | undefined;
}

/** Makes what keeps statistics of a family, and counts different samples where they matter. */
export const cellsOf =
  (
    { empty, accumulate }: Pick<Family<SufficientStatistic>, 'empty' | 'accumulate'>,
    counted: 'samples' | 'events',
  ): (() => Cells) =>
  () => {
    const statistics = new Map<number, SufficientStatistic>();
    const samples = counted === 'samples' ? createDistinct() : undefined;
    let size = 0;
    // Events of one place mostly come one after the other.
    let [latest, own] = [-1, empty()];
    return {
      put: (place, observation, sample) => {
        if (place !== latest) {
          const known = statistics.get(place);
          own = known ?? empty();
          if (!known) statistics.set(place, own);
          latest = place;
        }
        size += 1;
        accumulate(own, observation);
        samples?.add(sample);
      },
      statistics,
      samples,
      size: () => size,
    };
  };

/** Adds up cells, place by place. */
export const together = (
  cells: readonly Cells[],
  merge: Family<SufficientStatistic>['merge'],
): CellsHeld => {
  const parts = new Map<number, SufficientStatistic[]>();
  for (const { statistics } of cells) {
    for (const [place, statistic] of statistics) {
      const known = parts.get(place);
      if (known) known.push(statistic);
      else parts.set(place, [statistic]);
    }
  }
  const counted = cells.flatMap(({ samples }) => samples ?? []);
  return {
    statistics: [...parts]
      .toSorted(([a], [b]) => a - b)
      .map(([place, own]) => [place, mergedOf(own, merge)] as const),
    samples: counted.length === 0 ? undefined : distinctTogether(counted),
  };
};
