/** Fewest values for which counting pays, and how many times wider than many they may lie. */
const LEAST = 256;
const WIDEST = 16;

/** How many of the values are each whole number from `low` on. */
interface Tally {
  readonly low: number;
  readonly counts: Uint32Array;
}

/** Undefined for few values, for other than whole numbers, and where they lie far apart. */
const tallied = (values: Float64Array): Tally | undefined => {
  const n = values.length;
  if (n < LEAST) return undefined;
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < n; i += 1) {
    const value = values[i]!;
    if (!Number.isInteger(value)) return undefined;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high - low > WIDEST * n) return undefined;
  const counts = new Uint32Array(high - low + 1);
  for (let i = 0; i < n; i += 1) {
    const at = values[i]! - low;
    counts[at] = counts[at]! + 1;
  }
  return { low, counts };
};

/**
 * Positions of the values in ascending order, equal ones in the order they have, where they are
 * whole numbers that lie close together, as microseconds do; undefined for any others. Counts how
 * often each occurs and compares nothing.
 */
export const wholeNumberOrder = (values: Float64Array): Uint32Array | undefined => {
  const tally = tallied(values);
  if (!tally) return undefined;
  const { low, counts: places } = tally;
  let before = 0;
  for (let at = 0; at < places.length; at += 1) {
    const count = places[at]!;
    places[at] = before;
    before += count;
  }
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i += 1) {
    const at = values[i]! - low;
    const place = places[at]!;
    places[at] = place + 1;
    order[place] = i;
  }
  return order;
};

/** Ascending copy of values that are all numbers. */
export const sortedValues = (values: readonly number[]): Float64Array => {
  const sorted = new Float64Array(values);
  const tally = tallied(sorted);
  if (!tally) return sorted.sort();
  const { low, counts } = tally;
  let from = 0;
  for (let at = 0; at < counts.length; at += 1) {
    const to = from + counts[at]!;
    for (; from < to; from += 1) sorted[from] = low + at;
  }
  return sorted;
};
