import type { SufficientStatistic } from '../../schemas/types/statistic.ts';
import type { Cluster, Family } from '../families/family.ts';
import { LEAST_BLOCKS, LEAST_SESSIONS } from '../families/scope.ts';
import type { CellsHeld } from './cells.ts';
import { groupBy } from './group-by.ts';
import { mergedOf } from './merged.ts';

/** Blocks of consecutive inferences, numbered over all sessions in the order they began. */
export interface Slots {
  readonly sessions: readonly {
    readonly device: string;
    readonly session: string;
    /** Whether its events came in the order of their numbers. */
    readonly ordered: boolean;
    /** Its last slot where that is too short for a block, else -1. */
    readonly tail: number;
  }[];
  /** Session of each slot. */
  readonly sessionOf: readonly number[];
}

type Statistic = SufficientStatistic;
type Merge = Family<Statistic>['merge'];

/** Statistics of one session's blocks, a rest at its end added to the block before it. */
const blocksOf = (own: CellsHeld['statistics'], tail: number, merge: Merge): Statistic[] => {
  const blocks = own.map(([, statistic]) => statistic);
  if (blocks.length < 2 || own.at(-1)![0] !== tail) return blocks;
  const [last, rest] = blocks.slice(-2) as [Statistic, Statistic];
  return [...blocks.slice(0, -2), merge(last, rest)];
};

/** A session with its blocks. */
interface Recording {
  readonly session: string;
  readonly ordered: boolean;
  readonly blocks: readonly Statistic[];
}

const countIn = (recordings: readonly Recording[]): number =>
  recordings.reduce((sum, { blocks }) => sum + blocks.length, 0);

/**
 * Clusters of a claim about devices one by one: the sessions of a device, or its blocks where fewer
 * than `LEAST_SESSIONS` of them but at least `LEAST_BLOCKS` blocks hold something. Events out of
 * order make no blocks: shuffled, they would look independent.
 */
export const clustersOfSlots = (
  { statistics }: CellsHeld,
  { sessions, sessionOf }: Slots,
  merge: Merge,
): Cluster<Statistic>[] => {
  const bySession = groupBy(statistics, ([slot]) => sessionOf[slot]!);
  const byDevice = groupBy(bySession, ([session]) => sessions[session]!.device);
  return [...byDevice].flatMap(([device, own]): Cluster<Statistic>[] => {
    const recordings = own.map(([index, slots]): Recording => {
      const { session, ordered, tail } = sessions[index]!;
      return { session, ordered, blocks: blocksOf(slots, tail, merge) };
    });
    const usable = recordings.every(({ ordered }) => ordered);
    if (own.length < LEAST_SESSIONS && countIn(recordings) >= LEAST_BLOCKS && usable) {
      return recordings.flatMap(({ session, blocks }) =>
        blocks.map((statistic, block) => ({ device, session, block, statistic })),
      );
    }
    return recordings.map(({ session, blocks }) => ({
      device,
      session,
      statistic: mergedOf(blocks, merge),
    }));
  });
};

/** Clusters of a fleet: all slots of a device together. */
export const devicesOfSlots = (
  { statistics }: CellsHeld,
  { sessions, sessionOf }: Slots,
  merge: Merge,
): Cluster<Statistic>[] =>
  [...groupBy(statistics, ([slot]) => sessions[sessionOf[slot]!]!.device)].map(([device, own]) => ({
    device,
    session: '',
    statistic: mergedOf(
      own.map(([, statistic]) => statistic),
      merge,
    ),
  }));
