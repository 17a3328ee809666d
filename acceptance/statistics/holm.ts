/** Holm's step-down adjusted p-values, in the order given, capped at 1. Source: Holm 1979. */
export const holm = (p: readonly number[]): number[] => {
  const order = p.map((_, index) => index).toSorted((a, b) => p[a]! - p[b]!);
  const adjusted = Array.from({ length: p.length }, () => 1);
  let running = 0;
  for (const [rank, index] of order.entries()) {
    running = Math.max(running, Math.min(1, (p.length - rank) * p[index]!));
    adjusted[index] = running;
  }
  return adjusted;
};
