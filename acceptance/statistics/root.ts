/** A differentiable increasing function: its value and slope at x. */
export interface Increasing {
  value: (x: number) => number;
  slope: (x: number) => number;
}

const MAX_STEPS = 400;

/**
 * Root of an increasing function inside [low, high]: Newton steps, replaced by bisection whenever
 * one would leave the bracket or fails to halve it. Ends at the resolution of a double.
 */
export const increasingRoot = (
  f: Increasing,
  low: number,
  high: number,
  start: number = (low + high) / 2,
): number => {
  let lower = low;
  let upper = high;
  let x = start > low && start < high ? start : (low + high) / 2;
  let previousStep = high - low;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const value = f.value(x);
    if (value === 0) return x;
    if (value < 0) lower = x;
    else upper = x;
    const newton = x - value / f.slope(x);
    const usable =
      newton > lower && newton < upper && Math.abs(newton - x) <= Math.abs(previousStep) * 0.75;
    const next = usable ? newton : (lower + upper) / 2;
    previousStep = next - x;
    if (next === x || next === lower || next === upper) return next;
    if (Math.abs(previousStep) <= Number.EPSILON * 0.5 * Math.abs(next)) return next;
    x = next;
  }
  return x;
};
