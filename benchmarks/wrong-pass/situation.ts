import type { Claim, Cluster } from '../../acceptance/families/family.ts';
import type { Random } from '../../acceptance/statistics/random.ts';
import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { SufficientStatistic } from '../../schemas/types/statistic.ts';

/** Devices a pilot is simulated with. */
export const DEVICES = [3, 5, 8, 20] as const;

/** Where the truth lies: exactly at the limit, or better by what the situation says. */
export type Truth = 'limit' | 'better';

/** A kind of pilot whose truth is known, and the claim that is judged in it. */
export interface Situation {
  readonly id: string;
  readonly title: string;
  /** How its devices and events come about, for a reader. */
  readonly model: string;
  readonly metric: MetricDeclaration;
  readonly claim: Pick<Claim, 'op' | 'limit' | 'statistic'>;
  /** What is varied, and its values. */
  readonly varied: string;
  readonly values: readonly number[];
  /** The truth that power is measured at, in words. */
  readonly better: string;
  /** What the rules are compared with, in words. */
  readonly naive: string;
  readonly repetitions: Readonly<Record<Truth, number>>;
  /** Statistics of one pilot, one entry a device. */
  readonly draw: (
    random: Random,
    devices: number,
    value: number,
    truth: Truth,
  ) => SufficientStatistic[];
  /** Whether a rule that takes all events for independent would pass the same data. */
  readonly passesNaively: (statistics: readonly SufficientStatistic[]) => boolean;
}

/** One entry a device, drawn one after the other. */
export const perDevice = <S extends SufficientStatistic>(devices: number, draw: () => S): S[] =>
  Array.from({ length: devices }, draw);

/** The devices of a pilot as a family takes them. */
export const clustersOf = (
  statistics: readonly SufficientStatistic[],
): Cluster<SufficientStatistic>[] =>
  statistics.map((statistic, i) => ({ device: `device-${i + 1}`, session: '', statistic }));
