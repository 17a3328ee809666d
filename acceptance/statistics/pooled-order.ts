/** Ascending values of one cluster. */
export type SortedValues = ArrayLike<number>;

/** All values of several clusters in ascending order, and whose each is. */
export interface PooledOrder {
  readonly values: Float64Array;
  readonly owners: Int32Array;
}

/** Merges two neighbouring runs, [from, middle) and [middle, to), into the same stretch. */
const mergeRuns = (
  source: PooledOrder,
  target: PooledOrder,
  [from, middle, to]: readonly [number, number, number],
): void => {
  let [left, right] = [from, middle];
  for (let at = from; at < to; at += 1) {
    const takesLeft =
      right >= to || (left < middle && source.values[left]! <= source.values[right]!);
    const taken = takesLeft ? left : right;
    target.values[at] = source.values[taken]!;
    target.owners[at] = source.owners[taken]!;
    if (takesLeft) left += 1;
    else right += 1;
  }
};

const remembered = new WeakMap<readonly SortedValues[], PooledOrder>();

/** Pools ascending lists by merging them two by two; the same lists are pooled once. */
export const pooledOrder = (lists: readonly SortedValues[]): PooledOrder => {
  const known = remembered.get(lists);
  if (known) return known;
  const n = lists.reduce((sum, list) => sum + list.length, 0);
  const empty = (): PooledOrder => ({ values: new Float64Array(n), owners: new Int32Array(n) });
  let [source, target] = [empty(), empty()];
  let starts = [0];
  for (const [owner, list] of lists.entries()) {
    const start = starts.at(-1)!;
    source.values.set(list, start);
    source.owners.fill(owner, start, start + list.length);
    starts.push(start + list.length);
  }
  while (starts.length > 2) {
    const next = [0];
    for (let run = 0; run + 1 < starts.length; run += 2) {
      const middle = starts[run + 1]!;
      const to = starts[run + 2] ?? middle;
      mergeRuns(source, target, [starts[run]!, middle, to]);
      next.push(to);
    }
    starts = next;
    [source, target] = [target, source];
  }
  remembered.set(lists, source);
  return source;
};
