import { betaBinomialCdf } from './beta-binomial.ts';
import { regularizedBeta } from './incomplete-beta.ts';
import { chiSquaredQuantile } from './incomplete-gamma.ts';
import { createRandom } from './random.ts';
import { studentQuantile } from './student-t.ts';

/** What is to be proven of a share, and what is true. */
export interface ShareTruth {
  /** Least share of good events that is to be proven. */
  readonly needed: number;
  /** Share of good events there truly is. */
  readonly assumed: number;
  readonly confidence: number;
  /** Correlation within a cluster that there truly is. */
  readonly icc: number;
  /** Correlation that the verdict assumes at least. */
  readonly iccFloor: number;
}

/** How a pilot measures it. */
export interface ShareDesign {
  readonly clusters: number;
  /** Events in all, evenly spread over the clusters. */
  readonly events: number;
  /** Most independent events they can be worth; any number where it is left out. */
  readonly most?: number | undefined;
  /** Clusters over which the least correlation reaches: of blocks the sessions they are parts of. */
  readonly apart?: number | undefined;
}

/** Equally likely values of the spread that is measured between clusters. */
const NODES = 16;

/** Variances between `clusters` clusters as they come out, relative to the true one. */
const spreads = new Map<number, readonly number[]>();

const spreadsOf = (clusters: number): readonly number[] => {
  let known = spreads.get(clusters);
  if (!known) {
    const df = clusters - 1;
    known = Array.from({ length: NODES }, (_, i) => chiSquaredQuantile((i + 0.5) / NODES, df) / df);
    if (spreads.size > 1000) spreads.clear();
    spreads.set(clusters, known);
  }
  return known;
};

/** Largest share of bad events among n at which Clopper and Pearson still prove the needed share. */
const largestBad = (n: number, needed: number, confidence: number): number => {
  const proves = (bad: number): boolean =>
    regularizedBeta(needed, n - bad, bad + 1, 1 - needed) <= 1 - confidence;
  if (!proves(0)) return -1;
  let low = 0;
  let high = n * (1 - needed);
  while (high - low > 1e-7 * high) {
    const middle = (low + high) / 2;
    if (proves(middle)) low = middle;
    else high = middle;
  }
  return low / n;
};

/** The effective sizes by which a design is judged and by which its events scatter. */
interface Sizes {
  /** Of the verdict, by the least correlation. */
  readonly ceiling: number;
  /** Of the events, by the true one. */
  readonly independent: number;
  /** Korn and Graubard's correction for few clusters. */
  readonly widening: number;
}

const chanceAt = (truth: ShareTruth, size: number, independent: number): number => {
  const { needed, assumed, confidence } = truth;
  const bad = largestBad(size, needed, confidence) * independent;
  if (bad < 0) return 0;
  return assumed >= 1 ? 1 : regularizedBeta(assumed, independent - bad, bad + 1, 1 - assumed);
};

/**
 * By approximation: the effective size follows the spread between clusters as it would be measured
 * (scaled chi-squared), and bad events are binomial at the size that the true correlation leaves.
 */
const approximated = (
  truth: ShareTruth,
  clusters: number,
  { ceiling, independent, widening }: Sizes,
): number => {
  let sum = 0;
  let atCeiling: number | undefined;
  for (const spread of spreadsOf(clusters)) {
    const size = Math.min(ceiling, (independent / spread) * widening);
    sum +=
      size === ceiling
        ? (atCeiling ??= chanceAt(truth, ceiling, independent))
        : chanceAt(truth, size, independent);
  }
  return sum / NODES;
};

/** Pilots that are simulated, and the most clusters and events of each that one may have. */
const [PILOTS, MOST_CLUSTERS, MOST_EACH] = [400, 100, 5000] as const;

let drawn: Float64Array | undefined;

/**
 * The same uniform numbers for every design, so that a larger one is seen to be better; evenly
 * spread for each cluster (Latin hypercube, McKay et al. 1979).
 */
const uniforms = (): Float64Array => {
  if (drawn) return drawn;
  const random = createRandom(1);
  drawn = new Float64Array(PILOTS * MOST_CLUSTERS);
  const order = Uint16Array.from({ length: PILOTS }, (_, pilot) => pilot);
  for (let cluster = 0; cluster < MOST_CLUSTERS; cluster += 1) {
    for (let i = PILOTS - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (let pilot = 0; pilot < PILOTS; pilot += 1) {
      drawn[pilot * MOST_CLUSTERS + cluster] = (order[pilot]! + random()) / PILOTS;
    }
  }
  return drawn;
};

const firstReaching = (cdf: Float64Array, u: number): number => {
  let [low, high] = [0, cdf.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cdf[middle]! > u) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** By pilots whose clusters hold beta-binomial counts of bad events, judged as a verdict would. */
const simulated = (
  { needed, assumed, confidence, icc }: ShareTruth,
  { clusters, each }: { readonly clusters: number; readonly each: number },
  { ceiling, widening }: Sizes,
): number => {
  const cdf = betaBinomialCdf({ trials: each, share: 1 - assumed, icc });
  const u = uniforms();
  const events = clusters * each;
  let passed = 0;
  for (let pilot = 0; pilot < PILOTS; pilot += 1) {
    let [bad, squares] = [0, 0];
    for (let i = 0; i < clusters; i += 1) {
      const count = firstReaching(cdf, u[pilot * MOST_CLUSTERS + i]!);
      bad += count;
      squares += count * count;
    }
    const share = bad / events;
    const variance = ((clusters / (clusters - 1)) * (squares - bad ** 2 / clusters)) / events ** 2;
    const learnt = variance > 0 ? ((share * (1 - share)) / variance) * widening : events;
    const size = Math.min(ceiling, learnt);
    const failures = size * share;
    if (regularizedBeta(needed, size - failures, failures + 1, 1 - needed) <= 1 - confidence) {
      passed += 1;
    }
  }
  return passed / PILOTS;
};

/**
 * Chance that `clusterProportion` proves a share: by seeded simulation of up to 100 clusters, which
 * is within two points, else by approximation (Korn & Graubard 1998, Kish 1965), within about six.
 */
export const powerForShare = (truth: ShareTruth, design: ShareDesign): number => {
  const { needed, assumed, confidence, icc, iccFloor } = truth;
  const { events, most = Infinity } = design;
  const clusters = Math.min(design.clusters, events);
  const apart = Math.min(design.apart ?? clusters, clusters);
  if (needed <= 0) return 1;
  if (!(assumed > needed) || events < 1 || clusters < 1) return 0;
  const further = events / clusters - 1;
  const ceiling = Math.min(events, events / (1 + (events / apart - 1) * iccFloor), most);
  const independent = Math.min(events / (1 + further * icc), most);
  // Samples that all devices share differ little between them, whatever they are.
  if (most < events || clusters < 2 || further <= 0) return chanceAt(truth, ceiling, independent);
  const tail = 1 - confidence;
  const widening = (studentQuantile(tail, events - 1) / studentQuantile(tail, clusters - 1)) ** 2;
  const sizes = { ceiling, independent, widening };
  const each = Math.round(events / clusters);
  return clusters <= MOST_CLUSTERS && each > 1 && each <= MOST_EACH
    ? simulated(truth, { clusters, each }, sizes)
    : approximated(truth, clusters, sizes);
};
