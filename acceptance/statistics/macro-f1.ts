import { createRandom } from './random.ts';

/**
 * Answers by class in one list: per class those that were right, how often it was true, and how
 * often it was answered. Lists of parts add up.
 */
export type ClassCounts = ArrayLike<number>;

/** Numbers per class in `ClassCounts`. */
const FIELDS = 3;

export const classCounts = (classes: number): Float64Array => new Float64Array(FIELDS * classes);

/** Adds answers of one true class and one label, by their numbers. */
export const addAnswers = (
  counts: Float64Array,
  truth: number,
  label: number,
  times: number,
): void => {
  const [right, occurred, answered] = [FIELDS * truth, FIELDS * truth + 1, FIELDS * label + 2];
  if (truth === label) counts[right] = counts[right]! + times;
  counts[occurred] = counts[occurred]! + times;
  counts[answered] = counts[answered]! + times;
};

/** Sum of all parts. */
export const addedUp = (parts: readonly ClassCounts[], classes: number): Float64Array => {
  const total = classCounts(classes);
  for (const part of parts) {
    for (let i = 0; i < total.length; i += 1) total[i] = total[i]! + part[i]!;
  }
  return total;
};

/** How often a class was answered rightly, was true and was answered. */
export const countsOfClass = (
  counts: ClassCounts,
  index: number,
): { right: number; occurred: number; answered: number } => ({
  right: counts[FIELDS * index]!,
  occurred: counts[FIELDS * index + 1]!,
  answered: counts[FIELDS * index + 2]!,
});

/**
 * Mean over the classes of 2 right / (occurred + answered); 0 for a class that neither occurred nor
 * was answered.
 */
export const macroF1Of = (counts: ClassCounts): number => {
  let total = 0;
  for (let i = 0; i < counts.length; i += FIELDS) {
    const both = counts[i + 1]! + counts[i + 2]!;
    if (both > 0) total += (2 * counts[i]!) / both;
  }
  return (FIELDS * total) / counts.length;
};

/**
 * Counts in which every error happens `factor` times as often, each class occurring as often as it
 * did; never more errors than there are samples of a class.
 */
export const withErrorsScaled = (counts: ClassCounts, factor: number): Float64Array => {
  const scaled = Float64Array.from(counts);
  for (let i = 0; i < scaled.length; i += FIELDS) {
    const [right, occurred, answered] = [counts[i]!, counts[i + 1]!, counts[i + 2]!];
    const kept = Math.max(0, occurred - factor * (occurred - right));
    scaled[i] = kept;
    scaled[i + 2] = kept + factor * (answered - right);
  }
  return scaled;
};

/**
 * Least macro-F1 if `more` of the right answers of one class had been the one other class where
 * that costs the most.
 */
export const leastWithMisses = (counts: ClassCounts, index: number, more: number): number => {
  const changed = Float64Array.from(counts);
  const at = FIELDS * index;
  const misses = Math.min(more, changed[at]!);
  changed[at] = changed[at]! - misses;
  changed[at + 2] = changed[at + 2]! - misses;
  let [dearest, cost] = [-1, -1];
  for (let i = 0; i < changed.length; i += FIELDS) {
    if (i === at) continue;
    const both = changed[i + 1]! + changed[i + 2]!;
    const own = both > 0 ? (2 * changed[i]!) / both - (2 * changed[i]!) / (both + misses) : 0;
    if (own > cost) [dearest, cost] = [i, own];
  }
  if (dearest >= 0) changed[dearest + 2] = changed[dearest + 2]! + misses;
  return macroF1Of(changed);
};

/**
 * Macro-F1 of each of many resamples of whole clusters; of single answers where each is a cluster
 * by itself. At least one cluster.
 */
export const bootstrapMacroF1 = (
  clusters: readonly ClassCounts[],
  replicates: number,
  seed: number,
): Float64Array => {
  const random = createRandom(seed);
  const drawn = new Float64Array(clusters[0]!.length);
  const values = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    drawn.fill(0);
    for (let i = 0; i < clusters.length; i += 1) {
      const own = clusters[Math.floor(random() * clusters.length)]!;
      for (let field = 0; field < drawn.length; field += 1) {
        drawn[field] = drawn[field]! + own[field]!;
      }
    }
    values[replicate] = macroF1Of(drawn);
  }
  return values;
};

/**
 * What each cluster adds to the macro-F1 of all: K times the whole less K - 1 times the whole
 * without it (jackknife pseudo-values, Tukey 1958). At least two clusters.
 */
export const macroF1PseudoValues = (clusters: readonly ClassCounts[]): number[] => {
  const k = clusters.length;
  const all = addedUp(clusters, clusters[0]!.length / FIELDS);
  const whole = macroF1Of(all);
  return clusters.map((own) => k * whole - (k - 1) * macroF1Of(all.map((sum, i) => sum - own[i]!)));
};
