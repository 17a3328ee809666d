import { combinedKeys, conditionKey } from '../../acceptance/index.ts';
import type { Counts, Plan } from '../../schemas/types/plan.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';

type Scenario = Plan['scenarios'][number];

/** How many of a list of stimuli there are of each condition and class. */
export type SampleCounts = Required<Pick<Scenario, 'slices' | 'truths' | 'truth_slices'>>;

const count = (into: Counts, key: string): void => {
  into[key] = (into[key] ?? 0) + 1;
};

/** Counts stimuli by tag=value, by combination where one is named, by true class, and by both. */
export const countSamples = (
  stimuli: readonly Stimulus[],
  names: readonly string[],
): SampleCounts => {
  const counts: SampleCounts = { slices: {}, truths: {}, truth_slices: {} };
  for (const { truth, tags } of stimuli) {
    if (truth !== undefined) count(counts.truths, truth);
    const single = Object.entries(tags ?? {}).map(([tag, value]) => conditionKey(tag, value));
    for (const key of [...single, ...combinedKeys(names, tags ?? {})]) {
      count(counts.slices, key);
      if (truth !== undefined) count((counts.truth_slices[truth] ??= {}), key);
    }
  }
  return counts;
};

/** Counts different samples; those in `seen` were shown by an earlier scenario, and all are now. */
export const countDistinct = (
  stimuli: readonly Stimulus[],
  seen: Set<string>,
  names: readonly string[],
): NonNullable<Scenario['distinct']> => {
  const different = new Map(stimuli.map((stimulus) => [stimulus.sample, stimulus]));
  const repeats = [...different.keys()].filter((sample) => seen.has(sample)).length;
  for (const sample of different.keys()) seen.add(sample);
  return { samples: different.size, ...countSamples([...different.values()], names), repeats };
};
