/** Parts the range is searched in; between two of their ends a value may turn once. */
const PARTS = 64;

const turn = (value: (x: number) => number, low: number, high: number): number => {
  const rising = value(high) > value(low);
  let [lower, upper] = [low, high];
  for (let step = 0; step < 200; step += 1) {
    const middle = (lower + upper) / 2;
    if (middle === lower || middle === upper) break;
    if (value(middle) < 0 === rising) lower = middle;
    else upper = middle;
  }
  return Math.abs(value(lower)) < Math.abs(value(upper)) ? lower : upper;
};

/** Where a straight line through its values at both ends of a range is zero; null where it is not. */
export const straightSwitchingValue = (
  value: (x: number) => number,
  [from, to]: readonly [number, number],
): number | null => {
  const [left, right] = [value(from), value(to)];
  if (left === right || left < 0 === right < 0) return left === 0 ? from : right === 0 ? to : null;
  return from + ((to - from) * left) / (left - right);
};

/**
 * The x nearest to `base` at which a value is zero or jumps over it, found by bisection in `from` to
 * `to`; null where it keeps its sign. The value need not be monotone; it may not turn twice within a
 * 64th of the range.
 */
export const switchingValue = (
  value: (x: number) => number,
  base: number,
  [from, to]: readonly [number, number],
): number | null => {
  if (value(base) === 0) return base;
  const grid = Array.from({ length: PARTS + 1 }, (_, i) => from + ((to - from) * i) / PARTS);
  const fences = [...new Set([...grid, base])].toSorted((a, b) => a - b);
  const values = fences.map(value);
  let best: number | null = null;
  for (let i = 1; i < fences.length; i += 1) {
    const [left, right] = [values[i - 1]!, values[i]!];
    if (left !== 0 && right !== 0 && left < 0 === right < 0) continue;
    if (left === 0 && right === 0) continue;
    const [low, high] = [fences[i - 1]!, fences[i]!];
    const found = left === 0 ? low : right === 0 ? high : turn(value, low, high);
    if (best === null || Math.abs(found - base) < Math.abs(best - base)) best = found;
  }
  return best;
};
