import { wholeNumberOrder } from './whole-number-order.ts';

/** Ascending values of one cluster. */
export type SortedValues = ArrayLike<number>;

/** All values of several clusters in ascending order, and whose each is. */
export interface PooledOrder {
  readonly values: Float64Array;
  readonly owners: Int32Array;
}

const emptyOrder = (n: number): PooledOrder => ({
  values: new Float64Array(n),
  owners: new Int32Array(n),
});

/** Merges two neighbouring runs, [from, middle) and [middle, to), into the same stretch. */
const mergeRuns = (
  source: PooledOrder,
  target: PooledOrder,
  [from, middle, to]: readonly [number, number, number],
): void => {
  const { values, owners } = source;
  const { values: mergedValues, owners: mergedOwners } = target;
  let [left, right] = [from, middle];
  for (let at = from; at < to; at += 1) {
    const takesLeft = right >= to || (left < middle && values[left]! <= values[right]!);
    const taken = takesLeft ? left : right;
    mergedValues[at] = values[taken]!;
    mergedOwners[at] = owners[taken]!;
    if (takesLeft) left += 1;
    else right += 1;
  }
};

/** The same entries in the order of these positions. */
const inOrder = ({ values, owners }: PooledOrder, positions: Uint32Array): PooledOrder => {
  const ordered = emptyOrder(values.length);
  for (let i = 0; i < positions.length; i += 1) {
    const position = positions[i]!;
    ordered.values[i] = values[position]!;
    ordered.owners[i] = owners[position]!;
  }
  return ordered;
};

/** Merges ascending runs two by two; `bounds` are where they begin, and the end. */
const merged = (runs: PooledOrder, bounds: readonly number[]): PooledOrder => {
  let [source, target] = [runs, emptyOrder(runs.values.length)];
  let starts = bounds;
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
  return source;
};

const remembered = new WeakMap<readonly SortedValues[], PooledOrder>();

/** Pools ascending lists; the same lists are pooled once. */
export const pooledOrder = (lists: readonly SortedValues[]): PooledOrder => {
  const known = remembered.get(lists);
  if (known) return known;
  const runs = emptyOrder(lists.reduce((sum, list) => sum + list.length, 0));
  const starts = [0];
  for (const [owner, list] of lists.entries()) {
    const start = starts.at(-1)!;
    runs.values.set(list, start);
    runs.owners.fill(owner, start, start + list.length);
    starts.push(start + list.length);
  }
  const positions = lists.length > 1 ? wholeNumberOrder(runs.values) : undefined;
  const pooled = positions ? inOrder(runs, positions) : merged(runs, starts);
  remembered.set(lists, pooled);
  return pooled;
};
