import type { Question } from './question.ts';
import { plannedClusters } from './requirement.ts';

/** Whether so many clusters with so many events each are enough; rises with both. */
type Enough = (clusters: number, each: number) => boolean;

/** A pilot by its clusters and the events of each. */
export interface Design {
  readonly clusters: number;
  readonly each: number;
}

/**
 * Events of one cluster that hold most, and nearly all, of what it can tell, as multiples of
 * 1 / correlation: five of six parts, and ten of eleven.
 */
const [WORTHWHILE, EXHAUSTED] = [5, 10] as const;

/** Without any correlation a cluster never stops telling. */
const MOST_EACH = 1e6;

/** More clusters than this are no pilot. */
const MOST_CLUSTERS = 10_000;

/** What the search goes by. */
interface Search {
  readonly icc: number;
  /** How many times as many events there are of all as of those that matter. */
  readonly rarity?: number;
  /** Whether every cluster is shown samples of its own, or all are shown the same. */
  readonly samples?: 'own' | 'shared';
}

/** First number in (low, high] for which a rising condition holds; it holds at `high`. */
const firstIn = (holds: (n: number) => boolean, low: number, high: number): number => {
  let [below, above] = [low, high];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
};

/** Fewest clusters, from `least` on, that are enough with so many events of each. */
const fewestClusters = (enough: Enough, least: number, each: number): number | null => {
  let high = least;
  while (!enough(high, each)) {
    if (high > MOST_CLUSTERS) return null;
    high *= 2;
  }
  return firstIn((count) => enough(count, each), high === least ? high - 1 : high / 2, high);
};

/**
 * The pilot to ask for: as many clusters as planned with the fewest events of each that make them
 * enough, else as many clusters as it takes with as many events of each as are worth their time, or
 * more where clusters share their samples and only more of each bring others; null where no pilot
 * is enough.
 */
export const firstDesign = (
  enough: Enough,
  question: Question,
  { icc, rarity = 1, samples = 'own' }: Search,
): Design | null => {
  const least = plannedClusters(question);
  const { events } = question.planned;
  const upTo = (multiple: number): number =>
    Math.min(MOST_EACH, Math.ceil((multiple * rarity) / Math.max(icc, 1e-9)));
  const most = Math.max(events === null ? 0 : Math.ceil(events / least), upTo(EXHAUSTED));
  if (enough(least, most)) {
    return { clusters: least, each: firstIn((each) => enough(least, each), 0, most) };
  }
  const upper = samples === 'shared' ? MOST_EACH : upTo(WORTHWHILE);
  for (let each = upTo(WORTHWHILE); each <= upper; each *= 2) {
    const clusters = fewestClusters(enough, least, each);
    if (clusters !== null) {
      return { clusters, each: firstIn((fewer) => enough(clusters, fewer), 0, each) };
    }
  }
  return null;
};
