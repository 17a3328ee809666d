import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import type { Family, Observation } from '../families/family.ts';
import { together, type Cells, type CellsHeld } from './cells.ts';
import type { Conditions } from './conditions.ts';

/** Cells of all events and of each condition, without keeping any event twice. */
export interface SlicedCells {
  /** `belongs` is the number that `Conditions` gives the event. */
  readonly put: (place: number, belongs: number, observation: Observation, sample: number) => void;
  readonly whole: () => CellsHeld;
  /** What has that condition by the way to slice of that index. */
  readonly where: (index: number, condition: number) => CellsHeld;
  /** Whether anything has that condition. */
  readonly holds: (index: number, condition: number) => boolean;
  /** How many lack a tag of that way to slice. */
  readonly without: (index: number) => number;
}

/**
 * So many sets of conditions are kept apart and added up in the end, at one step an event. Of more,
 * such as one for each user and place, each condition keeps its own, at one step an event and way.
 */
const MOST_SETS = 256;

/** Keeps cells for the ways to slice of these indices. */
export const createSlicedCells = (
  cells: () => Cells,
  merge: Family<SufficientStatistic>['merge'],
  { tuples }: Pick<Conditions, 'tuples'>,
  indices: readonly number[],
): SlicedCells => {
  const sets: Cells[] = [];
  const rest = cells();
  const loose = new Map<number, Cells[]>(indices.map((index) => [index, []]));
  const lacking = new Map<number, number>(indices.map((index) => [index, 0]));

  const putLoose: SlicedCells['put'] = (place, belongs, observation, sample) => {
    rest.put(place, observation, sample);
    for (const index of indices) {
      const condition = tuples[belongs]![index]!;
      if (condition < 0) lacking.set(index, lacking.get(index)! + 1);
      else (loose.get(index)![condition] ??= cells()).put(place, observation, sample);
    }
  };
  const partsWhere = (index: number, condition: number): Cells[] => [
    ...sets.filter((_, belongs) => tuples[belongs]![index] === condition),
    ...(loose.get(index)?.[condition] ? [loose.get(index)![condition]!] : []),
  ];
  return {
    put: (place, belongs, observation, sample) => {
      const set = indices.length === 0 ? 0 : belongs;
      if (set >= MOST_SETS) putLoose(place, belongs, observation, sample);
      else (sets[set] ??= cells()).put(place, observation, sample);
    },
    whole: () => together([...sets.filter(Boolean), rest], merge),
    where: (index, condition) => together(partsWhere(index, condition), merge),
    holds: (index, condition) => partsWhere(index, condition).length > 0,
    without: (index) =>
      partsWhere(index, -1).reduce((sum, part) => sum + part.size(), lacking.get(index) ?? 0),
  };
};
